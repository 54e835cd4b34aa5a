package io.switchgear.health.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitEvents;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.identity.Role;
import io.switchgear.health.Replica;
import io.switchgear.health.WholeService;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerIT extends WholeService {

    @Test
    void whyDidThisCircuitOpen() {
        Instant at = minutesAgo(3);
        deliver(replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, at));

        JsonNode entry = get("/api/v1/health/circuit-events").at("/items/0");

        assertThat(entry.at("/provider").asString()).isEqualTo("a");
        assertThat(entry.at("/from_state").asString()).isEqualTo("closed");
        assertThat(entry.at("/to_state").asString()).isEqualTo("open");
        assertThat(entry.at("/reason").asString()).isEqualTo("3 consecutive failures");
        assertThat(entry.at("/trigger").asString()).isEqualTo("system");
        assertThat(entry.at("/actor").isNull()).isTrue();
        assertThat(entry.at("/thresholds/failure_threshold").asInt()).isEqualTo(3);
        assertThat(entry.at("/counts/consecutive_failures").asInt()).isEqualTo(3);
        assertThat(entry.at("/trace_ids/0").asString()).isEqualTo(Replica.TRACE);
        assertThat(entry.at("/duration_ms").asLong()).isEqualTo(5000);
        assertThat(Instant.parse(entry.at("/at").asString())).isEqualTo(at);
    }

    @Test
    void whyDidThisCircuitOpenAtThatMinute() {
        Instant minute = minutesAgo(90).truncatedTo(ChronoUnit.MINUTES);
        var strict = new CircuitThresholds(2, 5_000, 60_000, 1, 25, 100, 60_000, 2_000L, 10);
        deliver(
                replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minute.minusSeconds(600)),
                replica.event(workspace, "a", 2, CircuitState.OPEN, CircuitState.CLOSED, minute.minusSeconds(570)),
                replica.opened(
                        workspace,
                        "a",
                        3,
                        "3 of 10 calls failed (30 %), 25 % are allowed",
                        null,
                        strict,
                        List.of(Replica.TRACE, "4bf92f3577b34da6a3ce929d0e0e4736"),
                        minute.plusSeconds(17)),
                replica.opened(
                        workspace,
                        "a",
                        4,
                        "maintenance of the account",
                        "ada@example.com",
                        strict,
                        List.of(),
                        minute.plusSeconds(1_200)));

        JsonNode opened = inMinute(minute);
        assertThat(opened.at("/reason").asString()).isEqualTo("3 of 10 calls failed (30 %), 25 % are allowed");
        assertThat(opened.at("/trigger").asString()).isEqualTo("system");
        assertThat(opened.at("/actor").isNull()).isTrue();
        // Those of that time, not those of now.
        assertThat(opened.at("/thresholds/failure_rate_threshold").asDouble()).isEqualTo(25);
        assertThat(opened.at("/thresholds/minimum_calls").asInt()).isEqualTo(10);
        assertThat(opened.at("/thresholds/first_token_timeout_ms").asLong()).isEqualTo(2_000);
        assertThat(opened.at("/trace_ids").valueStream().map(JsonNode::asString))
                .containsExactly(Replica.TRACE, "4bf92f3577b34da6a3ce929d0e0e4736");

        JsonNode forced = inMinute(minute.plusSeconds(1_200));
        assertThat(forced.at("/reason").asString()).isEqualTo("maintenance of the account");
        assertThat(forced.at("/trigger").asString()).isEqualTo("user");
        assertThat(forced.at("/actor").asString()).isEqualTo("ada@example.com");
        assertThat(forced.at("/forced").asString()).isEqualTo("open");
        assertThat(csv("/api/v1/health/circuit-events?format=csv&provider=a&trigger=user"))
                .contains("maintenance of the account,user,ada@example.com");
    }

    /** The one entry of a minute. */
    private JsonNode inMinute(Instant minute) {
        JsonNode items = get(
                        "/api/v1/health/circuit-events?provider=a&from={from}&to={to}", minute, minute.plusSeconds(60))
                .at("/items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    @Test
    void eventsCountOnceHoweverOftenAndInWhateverOrderTheyCome() {
        var events = new ArrayList<CircuitEvent>();
        CircuitState state = CircuitState.CLOSED;
        for (int version = 1; version <= 30; version++) {
            CircuitState next = state == CircuitState.OPEN ? CircuitState.CLOSED : CircuitState.OPEN;
            events.add(replica.event(
                    workspace, "a", version, state, next, minutesAgo(60).plusSeconds(version)));
            state = next;
        }
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(7));
        deliver(replica.sample(
                minutesAgo(61),
                List.of(Replica.provider(workspace, "a", CircuitState.CLOSED, 0, minutesAgo(62))),
                List.of()));

        JsonNode first = deliver(shuffled.subList(0, 20).toArray(CircuitEvent[]::new));
        JsonNode second = deliver(shuffled.toArray(CircuitEvent[]::new));

        assertThat(first.at("/accepted").asInt()).isEqualTo(20);
        assertThat(second.at("/accepted").asInt()).isEqualTo(10);
        assertThat(second.at("/duplicates").asInt()).isEqualTo(20);
        assertThat(get("/api/v1/health/circuit-events?limit=500").at("/items")).hasSize(30);
        assertThat(get("/api/v1/health/providers/a/history?type=state_change&limit=500")
                        .at("/items"))
                .hasSize(30);
        JsonNode circuit = get("/api/v1/admin/router/health-dashboard").at("/providers/0/circuit");
        assertThat(circuit.at("/version").asInt()).isEqualTo(30);
        assertThat(circuit.at("/state").asString()).isEqualTo("closed");
    }

    @Test
    void theSameVersionFromAnotherReplicaIsAnotherEvent() {
        var split = new Replica();
        deliver(
                replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(2)),
                split.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(2)));

        assertThat(get("/api/v1/health/circuit-events").at("/items")).hasSize(2);
    }

    @Test
    void badEventsDoNotFailTheirNeighbours() {
        var good = replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(2));
        ObjectNode batch = json.valueToTree(new CircuitEvents(Collections.nCopies(7, good)));
        ((ObjectNode) batch.at("/events/0")).put("version", "many");
        ((ObjectNode) batch.at("/events/1")).remove("provider");
        ((ObjectNode) batch.at("/events/2")).put("at", "2999-01-01T00:00:00Z");
        ((ObjectNode) batch.at("/events/3")).put("to_state", "ajar");
        ((ObjectNode) batch.at("/events/4")).put("provider", "a\u0000b");
        ((ObjectNode) batch.at("/events/5")).put("at", "1999-01-01T00:00:00Z");

        JsonNode answer = post("/internal/v1/circuit-events", batch.toString());

        assertThat(answer.at("/accepted").asInt()).isEqualTo(1);
        assertThat(answer.at("/rejected")).hasSize(6);
        assertThat(answer.at("/rejected/2/message").asString()).contains("future");
        assertThat(get("/api/v1/health/circuit-events").at("/items")).hasSize(1);
    }

    @Test
    void textThatWouldHarmIsKeptHarmless() {
        var event = replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(2));
        ObjectNode batch = json.valueToTree(new CircuitEvents(List.of(event)));
        ((ObjectNode) batch.at("/events/0"))
                .put("reason", "=cmd|' /C calc'!A0 \u0000'; drop table circuit_breaker_events;--");

        assertThat(post("/internal/v1/circuit-events", batch.toString())
                        .at("/accepted")
                        .asInt())
                .isEqualTo(1);

        assertThat(csv("/api/v1/health/circuit-events?format=csv")).contains("'=cmd");
        assertThat(get("/api/v1/health/circuit-events").at("/items")).hasSize(1);
    }

    @Test
    void filtersPagesAndCsv() {
        Instant minute = minutesAgo(1).truncatedTo(ChronoUnit.MINUTES);
        for (int i = 1; i <= 7; i++) {
            Instant at = minute.minusSeconds(60L * i);
            deliver(replica.event(workspace, "a", i, CircuitState.CLOSED, CircuitState.OPEN, at));
        }
        deliver(replica.event(workspace, "b", 1, CircuitState.CLOSED, CircuitState.OPEN, minute.minusSeconds(180)));

        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/health/circuit-events?limit=3&cursor={cursor}", cursor);
            page.at("/items").forEach(item -> seen.add(item.at("/id").asString()));
            cursor = page.at("/next_cursor").isNull()
                    ? null
                    : page.at("/next_cursor").asString();
        } while (cursor != null);

        assertThat(seen).hasSize(8).doesNotHaveDuplicates();
        assertThat(get("/api/v1/health/circuit-events?provider=b").at("/items")).hasSize(1);
        assertThat(get("/api/v1/health/circuit-events?trigger=user").at("/items"))
                .isEmpty();
        assertThat(get("/api/v1/health/circuit-events?from={from}", minute.minusSeconds(120))
                        .at("/items"))
                .hasSize(2);
        String csv = csv("/api/v1/health/circuit-events?format=csv&limit=1");
        assertThat(csv.lines()).hasSize(9);
        assertThat(csv).startsWith("id,at,provider,type,from_state,to_state,");
    }

    @Test
    void csvByAcceptHeader() {
        deliver(replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(2)));
        http.get()
                .uri("/api/v1/health/circuit-events")
                .headers(user(workspace, Role.VIEWER))
                .header("Accept", "text/csv")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("text/csv");
    }
}
