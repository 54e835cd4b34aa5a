package io.switchgear.health.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.paging.TimeRange;
import io.switchgear.health.WholeService;

import static org.assertj.core.api.Assertions.assertThat;

/** The one transition that somebody forced, among many failures. */
class SeldomTypesIT extends WholeService {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void aSeldomTypeIsFoundWithoutReadingWhatIsFrequent() {
        Instant at = minutesAgo(30);
        deliver(replica.opened(
                workspace, "a", 1, "maintenance", "ada@example.com", CircuitThresholds.DEFAULTS, List.of(), at));
        fill(at);

        JsonNode forced =
                get("/api/v1/health/providers/a/history?range=24h&type=forced").at("/items");
        assertThat(forced).hasSize(1);
        assertThat(forced.at("/0/actor").asString()).isEqualTo("ada@example.com");
        assertThat(forced.at("/0/to_state").asString()).isEqualTo(CircuitState.OPEN.wire());
        assertThat(plan(at)).containsPattern("Index Cond: .*\\(type = ");
    }

    /** In the partition of that day, which the event has made. */
    private void fill(Instant at) {
        database.sql("""
            insert into provider_health_history (workspace_id, provider_name, at, id, type, event_count, last_at)
            select :workspace, 'a', :at, gen_random_uuid(), 'failure', 1, :at from generate_series(1, 5000)\
            """)
                .bind("workspace", workspace)
                .bind("at", at)
                .then()
                .then(database.sql("analyze provider_health_history").then())
                .block(LIMIT);
    }

    private String plan(Instant at) {
        var range = new TimeRange("custom", at.minusSeconds(60), at.plusSeconds(60));
        var query = new HistoryReader.Query(workspace, "a", range, "forced", null);
        return String.join(
                "\n",
                database.sql("explain " + HistoryReader.sql(query, false))
                        .bind("workspace", workspace)
                        .bind("provider", "a")
                        .bind("from", range.from())
                        .bind("to", range.to())
                        .bind("type", "forced")
                        .bind("limit", 51)
                        .map(row -> row.get(0, String.class))
                        .all()
                        .collectList()
                        .block(LIMIT));
    }
}
