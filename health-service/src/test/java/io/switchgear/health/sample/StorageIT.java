package io.switchgear.health.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.Samples.GroupSample;
import io.switchgear.common.circuit.Samples.ProviderSample;
import io.switchgear.health.Replica;
import io.switchgear.health.WholeService;

import static org.assertj.core.api.Assertions.assertThat;

/** How much room the rows take, and what makes them more. */
class StorageIT extends WholeService {

    private static final String ERROR =
            "The provider answered 503 Service Unavailable: the model is overloaded, try again later.";
    private static final int PROVIDERS = 10;
    private static final int HOURS = 24;

    private static final List<String> TABLES = List.of(
            "provider_health_status",
            "provider_health_history",
            "circuit_breaker_events",
            "circuit_breaker_history",
            "load_balancer_metrics",
            "provider_operations");

    /** Beside the rows of one day, which fill its partitions, so that empty pages do not weigh. */
    @Test
    void rowsTakeAboutWhatTheirDesignEstimated() {
        Instant midnight = CLOCK.instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));
        for (int hour = 0; hour < HOURS; hour++) {
            for (int minute = 0; minute < 60; minute += 6) {
                deliverMinute(midnight.plus(Duration.ofMinutes(60L * hour + minute)));
            }
        }

        // Source 1: 500 bytes a provider, 300 an event, 200 an hour of a pool's provider. Names here are as long as
        // theirs.
        assertThat(bytesOfARow("provider_health_status")).isBetween(300.0, 700.0);
        assertThat(bytesOfARow("provider_health_history")).isBetween(150.0, 350.0);
        assertThat(bytesOfARow("load_balancer_metrics")).isBetween(100.0, 250.0);
        // Its 250 bytes for a circuit event do not hold thresholds and counts, which make an entry explain itself.
        assertThat(bytesOfARow("circuit_breaker_events")).isBetween(400.0, 800.0);
        // With indexes, and the free space in pages.
        assertThat(bytesOnDisk("provider_health_history", midnight)).isLessThan(600);
        assertThat(bytesOnDisk("circuit_breaker_events", midnight)).isLessThan(1_200);
        assertThat(bytesOnDisk("load_balancer_metrics", midnight)).isLessThan(700);
    }

    /** A failure of each provider, its circuit's opening, and traffic of the minute. */
    private void deliverMinute(Instant at) {
        var providers = new ArrayList<ProviderSample>();
        var groups = new ArrayList<GroupSample>();
        var events = new ArrayList<CircuitEvent>();
        for (int i = 0; i < PROVIDERS; i++) {
            String name = "openai-production-" + i;
            providers.add(Replica.provider(
                    workspace,
                    name,
                    CircuitState.CLOSED,
                    1,
                    at,
                    Replica.failure(FailureCategory.SERVER, ERROR, 900, at),
                    Replica.successes(10, 400, at)));
            groups.add(Replica.group(workspace, "chat-" + i, Replica.member(name, 1, 10, 1, 400)));
            events.add(replica.event(
                    workspace, name, at.getEpochSecond(), CircuitState.CLOSED, CircuitState.OPEN, at.plusMillis(i)));
        }
        deliver(replica.sample(at, providers, groups));
        deliver(events.toArray(CircuitEvent[]::new));
    }

    @Test
    void rowsGrowWithIncidentsAndNotWithTraffic() {
        Map<String, Long> rows = rowsWhateverTheTraffic(this::anHour, 10);

        assertThat(rows).containsEntry("circuit_breaker_events", 3L);
        // Three failures, three transitions, and a line of successes for each minute.
        assertThat(rows).containsEntry("provider_health_history", 66L);
        // By minute, until these are dropped, and by hour.
        assertThat(rows).containsEntry("provider_operations", 61L);
    }

    @Test
    void anIncidentTakesNoMoreThanItsLinesAMinute() {
        // Those of their own (5 in this service), and one for the rest.
        assertThat(rowsWhateverTheTraffic(this::anOutage, 20)).containsEntry("provider_health_history", 6L);
    }

    /** The rows of a workspace, which are those of one with ten times its traffic. */
    private Map<String, Long> rowsWhateverTheTraffic(ObjIntConsumer<UUID> traffic, int calls) {
        var quiet = UUID.randomUUID();
        var busy = UUID.randomUUID();
        traffic.accept(quiet, calls);
        traffic.accept(busy, 10 * calls);
        assertThat(rows(busy)).isEqualTo(rows(quiet));
        return rows(quiet);
    }

    /** The same three incidents, among more or fewer calls. */
    private void anHour(UUID owner, int callsASample) {
        Instant start = CLOCK.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));
        var router = new Replica();
        for (int minute = 0; minute < 60; minute++) {
            Instant at = start.plus(Duration.ofMinutes(minute));
            var outcomes = new ArrayList<>(List.of(Replica.successes(callsASample, 100, at)));
            if (minute % 20 == 10) {
                outcomes.add(Replica.failure(FailureCategory.TIMEOUT, ERROR, 900, at));
                deliver(router.event(owner, "a", minute, CircuitState.CLOSED, CircuitState.OPEN, at));
            }
            deliver(router.sample(
                    at,
                    List.of(Replica.provider(
                            owner,
                            "a",
                            CircuitState.CLOSED,
                            minute,
                            at,
                            outcomes.toArray(io.switchgear.common.circuit.Samples.Outcome[]::new))),
                    List.of(Replica.group(owner, "pool", Replica.member("a", 1, callsASample, 0, 100)))));
        }
    }

    /** A minute in which every call fails. */
    private void anOutage(UUID owner, int calls) {
        Instant minute = CLOCK.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
        var router = new Replica();
        deliver(router.sample(
                minute.plusSeconds(59),
                List.of(Replica.provider(
                        owner,
                        "a",
                        CircuitState.CLOSED,
                        1,
                        minute,
                        IntStream.range(0, calls)
                                .mapToObj(i -> Replica.failure(FailureCategory.SERVER, ERROR, 10, minute.plusMillis(i)))
                                .toArray(io.switchgear.common.circuit.Samples.Outcome[]::new))),
                List.of()));
    }

    private Map<String, Long> rows(UUID owner) {
        var rows = new LinkedHashMap<String, Long>();
        TABLES.forEach(table -> rows.put(
                table,
                number("select count(*)::float8 from " + table + " where workspace_id = '" + owner + "'")
                        .longValue()));
        return rows;
    }

    /** What PostgreSQL says that a row of this workspace takes, its header included. */
    private Double bytesOfARow(String table) {
        return number("select avg(pg_column_size(t.*))::float8 from " + table + " t where workspace_id = '" + workspace
                + "'");
    }

    /** Of a day's partition with its indexes, by row. */
    private Double bytesOnDisk(String table, Instant day) {
        String partition = table + "_p" + day.toString().substring(0, 10).replace("-", "");
        return number("select pg_total_relation_size('" + partition + "')::float8 / (select count(*) from " + partition
                + ")");
    }

    private Double number(String sql) {
        return database.sql(sql).map(row -> row.get(0, Double.class)).one().block(Duration.ofSeconds(30));
    }
}
