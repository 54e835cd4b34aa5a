package io.switchgear.health.sample;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.Samples;
import io.switchgear.common.circuit.Samples.Outcome;
import io.switchgear.health.Replica;
import io.switchgear.health.WholeService;

import static org.assertj.core.api.Assertions.assertThat;

class SampleIT extends WholeService {

    private static final String DASHBOARD = "/api/v1/admin/router/health-dashboard";

    @Test
    void aSampleCountsOnce() {
        Samples sample = replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(
                        workspace,
                        "a",
                        CircuitState.CLOSED,
                        4,
                        minutesAgo(10),
                        Replica.successes(90, 200, minutesAgo(1)),
                        Replica.failure(FailureCategory.TIMEOUT, "no answer", 5000, minutesAgo(1)))),
                List.of(Replica.group(workspace, "fast", Replica.member("a", 2, 90, 1, 200))));

        assertThat(deliver(sample).at("/accepted").asInt()).isEqualTo(1);
        assertThat(deliver(sample).at("/duplicates").asInt()).isEqualTo(1);

        JsonNode operations = get("/api/v1/health/providers/a/operations?timeframe=1h");
        assertThat(operations.at("/data/requestCount").asInt()).isEqualTo(91);
        assertThat(operations.at("/data/successCount").asInt()).isEqualTo(90);
        assertThat(operations.at("/data/failureCount").asInt()).isEqualTo(1);
        assertThat(operations.at("/data/avgResponseTime").asDouble()).isCloseTo(252.7, within(1));
        assertThat(operations.at("/data/p95ResponseTime").asDouble()).isCloseTo(200, within(2.1));
        assertThat(operations.at("/data/p99ResponseTime").asDouble()).isCloseTo(5000, within(51));
        assertThat(get("/api/v1/health/providers/a/operations?timeframe=30d"))
                .isEqualTo(((ObjectNode) operations).put("timeframe", "30d"));
        JsonNode history = get("/api/v1/health/providers/a/history");
        assertThat(history.at("/items")).hasSize(2);
        JsonNode failure = get("/api/v1/health/providers/a/history?type=failure&category=timeout")
                .at("/items/0");
        assertThat(failure.at("/message").asString()).isEqualTo("no answer");
        assertThat(failure.at("/trace_id").asString()).isEqualTo(Replica.TRACE);
    }

    @Test
    void aSenderWithoutHistogramsGetsAverages() {
        ObjectNode sample = json.valueToTree(replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(
                        workspace,
                        "a",
                        CircuitState.CLOSED,
                        1,
                        minutesAgo(9),
                        Replica.successes(10, 100, minutesAgo(1)))),
                List.of()));
        ((ObjectNode) sample.at("/providers/0/outcomes/0/latency"))
                .put("min_ms", 1)
                .remove("buckets");

        deliverTree(sample);

        JsonNode data = get("/api/v1/health/providers/a/operations").at("/data");
        assertThat(data.at("/avgResponseTime").asDouble()).isEqualTo(100);
        assertThat(data.at("/p95ResponseTime").isNull()).isTrue();
    }

    @Test
    void replicasThatReportAtTheSameTimeDoNotMeet() {
        var samples = new java.util.ArrayList<Samples>();
        for (int r = 0; r < 6; r++) {
            var one = new Replica();
            for (int i = 0; i < 5; i++) {
                Instant at = minutesAgo(1);
                samples.add(one.sample(
                        at,
                        java.util.stream.IntStream.range(0, 20)
                                .mapToObj(n -> Replica.provider(
                                        workspace, "p" + n, CircuitState.CLOSED, 1, at, Replica.successes(1, 10, at)))
                                .toList(),
                        List.of()));
            }
        }

        samples.parallelStream().forEach(this::deliver);

        assertThat(get("/api/v1/health/providers/p7/operations")
                        .at("/data/requestCount")
                        .asInt())
                .isEqualTo(30);
        assertThat(get("/api/v1/health/providers/p7/history?type=success")
                        .at("/items/0/count")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void dashboardShowsProvidersPoolsAndSums() {
        var second = new Replica();
        deliver(replica.sample(
                minutesAgo(1),
                List.of(
                        Replica.provider(workspace, "a", CircuitState.CLOSED, 1, minutesAgo(10)),
                        Replica.provider(workspace, "b", CircuitState.OPEN, 1, minutesAgo(10)),
                        Replica.provider(workspace, "c", CircuitState.HALF_OPEN, 1, minutesAgo(10))),
                List.of(Replica.group(
                        workspace, "fast", Replica.member("b", 2, 30, 10, 100), Replica.member("a", 1, 60, 0, 100)))));
        deliver(second.sample(
                minutesAgo(1),
                List.of(
                        Replica.provider(workspace, "a", CircuitState.CLOSED, 1, minutesAgo(10)),
                        Replica.provider(workspace, "b", CircuitState.OPEN, 1, minutesAgo(10)),
                        Replica.provider(workspace, "c", CircuitState.HALF_OPEN, 1, minutesAgo(10))),
                List.of(Replica.group(
                        workspace, "fast", Replica.member("b", 2, 0, 0, 0), Replica.member("a", 1, 100, 0, 100)))));

        JsonNode dashboard = get(DASHBOARD);

        assertThat(dashboard.at("/summary").toString())
                .isEqualTo("{\"total\":3,\"healthy\":1,\"unhealthy\":1,\"testing\":1}");
        JsonNode a = dashboard.at("/providers/0");
        assertThat(a.at("/name").asString()).isEqualTo("a");
        assertThat(a.at("/status").asString()).isEqualTo("healthy");
        assertThat(a.at("/circuit/state").asString()).isEqualTo("closed");
        assertThat(a.at("/circuit/forced").isNull()).isTrue();
        assertThat(a.at("/counts/rejected").asInt()).isEqualTo(2);
        assertThat(a.at("/active_requests").asInt()).isEqualTo(6);
        assertThat(a.at("/groups/0").asString()).isEqualTo("fast");
        assertThat(dashboard.at("/providers/1/status").asString()).isEqualTo("failed");
        assertThat(dashboard.at("/providers/1/reliability").asDouble()).isLessThan(100);
        assertThat(dashboard.at("/providers/2/status").asString()).isEqualTo("degraded");
        JsonNode group = dashboard.at("/groups/0");
        assertThat(group.at("/group_name").asString()).isEqualTo("fast");
        assertThat(group.at("/providers/0/name").asString()).isEqualTo("b");
        assertThat(group.at("/providers/0/weight").asDouble()).isEqualTo(2);
        assertThat(group.at("/providers/0/failures").asInt()).isEqualTo(10);
        assertThat(group.at("/providers/1/total_requests").asInt()).isEqualTo(160);
        assertThat(group.at("/providers/1/share").asDouble()).isEqualTo(80);
        assertThat(group.at("/providers/1/active_requests").asInt()).isEqualTo(4);
    }

    @Test
    void transitionsShowAtOnceThoughSumsAreCached() {
        deliver(replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(workspace, "a", CircuitState.CLOSED, 1, minutesAgo(10))),
                List.of()));
        assertThat(get(DASHBOARD).at("/summary/healthy").asInt()).isEqualTo(1);

        deliver(replica.event(workspace, "a", 2, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(0)));

        assertThat(get(DASHBOARD).at("/summary/unhealthy").asInt()).isEqualTo(1);
        assertThat(get(DASHBOARD).at("/providers/0/circuit/next_attempt_at").isNull())
                .isFalse();
    }

    @Test
    void aLateSampleAddsItsCountsButDoesNotTurnBackTheState() {
        Instant since = minutesAgo(10);
        Samples early = replica.sample(
                minutesAgo(2),
                List.of(Replica.provider(
                        workspace, "a", CircuitState.CLOSED, 1, since, Replica.successes(5, 10, minutesAgo(2)))),
                List.of());
        Samples late = replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(workspace, "a", CircuitState.OPEN, 2, minutesAgo(1))),
                List.of());

        deliver(late);
        deliver(early);

        assertThat(get(DASHBOARD).at("/providers/0/circuit/state").asString()).isEqualTo("open");
        assertThat(get("/api/v1/health/providers/a/operations")
                        .at("/data/requestCount")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void anOlderVersionFromAnotherReplicaIsNotBelieved() {
        var behind = new Replica();
        deliver(replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(workspace, "a", CircuitState.OPEN, 5, minutesAgo(1))),
                List.of()));
        deliver(behind.sample(
                minutesAgo(0),
                List.of(Replica.provider(workspace, "a", CircuitState.CLOSED, 4, minutesAgo(9))),
                List.of()));

        assertThat(get(DASHBOARD).at("/providers/0/circuit/version").asInt()).isEqualTo(5);
    }

    @Test
    void deletedProvidersLeaveTheDashboardAndKeepTheirHistory() {
        deliver(replica.sample(
                minutesAgo(2),
                List.of(
                        Replica.provider(
                                workspace,
                                "gone",
                                CircuitState.CLOSED,
                                9,
                                minutesAgo(9),
                                Replica.successes(1, 10, minutesAgo(2))),
                        Replica.provider(workspace, "kept", CircuitState.CLOSED, 1, minutesAgo(9))),
                List.of(Replica.group(workspace, "pool", Replica.member("gone", 1, 1, 0, 10)))));
        deliver(replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(workspace, "kept", CircuitState.CLOSED, 1, minutesAgo(9))),
                List.of()));

        JsonNode dashboard = get(DASHBOARD);
        assertThat(dashboard.at("/summary/total").asInt()).isEqualTo(1);
        assertThat(dashboard.at("/groups")).isEmpty();
        assertThat(get("/api/v1/health/providers/gone/history").at("/items")).hasSize(1);
        call(workspace, "/api/health/components/provider:gone").expectStatus().isNotFound();
        call(workspace, "/api/health/components/provider:kept").expectStatus().isOk();

        deliver(replica.sample(
                minutesAgo(0),
                List.of(
                        Replica.provider(workspace, "gone", CircuitState.CLOSED, 0, minutesAgo(0)),
                        Replica.provider(workspace, "kept", CircuitState.CLOSED, 1, minutesAgo(9))),
                List.of()));
        assertThat(get(DASHBOARD).at("/summary/total").asInt()).isEqualTo(2);
    }

    @Test
    void historyGrowsWithIncidentsAndNotWithTraffic() {
        Instant minute = minutesAgo(5).truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
        for (int i = 0; i < 20; i++) {
            Outcome[] outcomes = {
                Replica.failure(FailureCategory.SERVER, "500", 10, minute.plusMillis(i)),
                Replica.successes(1000, 10, minute.plusMillis(i))
            };
            deliver(replica.sample(
                    minute.plusMillis(i + 1),
                    List.of(Replica.provider(workspace, "a", CircuitState.CLOSED, 1, minute, outcomes)),
                    List.of()));
        }

        JsonNode failures = lines("failure");
        assertThat(failures).hasSize(6);
        assertThat(failures.valueStream()
                        .mapToLong(line -> line.at("/count").asLong())
                        .sum())
                .isEqualTo(20);
        JsonNode successes = lines("success");
        assertThat(successes).hasSize(1);
        assertThat(successes.at("/0/count").asLong()).isEqualTo(20_000);
    }

    @Test
    void probesAreLinesOfTheHistoryAndNoAttempts() {
        Samples sample = replica.sample(
                minutesAgo(1),
                List.of(Replica.probed(
                        workspace,
                        "a",
                        minutesAgo(2),
                        Replica.failure(FailureCategory.AUTH, "The provider refuses the key.", 40, minutesAgo(2)),
                        Replica.successes(1, 30, minutesAgo(1)))),
                List.of());
        deliver(sample);
        deliver(sample);

        JsonNode probes = lines("probe");
        assertThat(probes).hasSize(2);
        assertThat(probes.at("/0/category").isNull()).isTrue();
        assertThat(probes.at("/1/category").asString()).isEqualTo("auth");
        assertThat(probes.at("/1/message").asString()).isEqualTo("The provider refuses the key.");
        assertThat(get("/api/v1/health/providers/a/operations")
                        .at("/data/requestCount")
                        .asInt())
                .isZero();
    }

    @Test
    void aSampleMayBeLargerThanWhatPeopleSend() {
        Outcome[] failures = IntStream.range(0, 800)
                .mapToObj(i -> Replica.failure(FailureCategory.SERVER, "x".repeat(2_000), 10, minutesAgo(1)))
                .toArray(Outcome[]::new);
        Samples sample = replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(workspace, "a", CircuitState.CLOSED, 1, minutesAgo(9), failures)),
                List.of());

        assertThat(deliver(sample).at("/accepted").asInt()).isEqualTo(1);
        assertThat(get("/api/v1/health/providers/a/operations")
                        .at("/data/failureCount")
                        .asInt())
                .isEqualTo(800);
    }

    @Test
    void aSenderThatKnowsNoProbesIsUnderstood() {
        ObjectNode sample = json.valueToTree(replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(workspace, "a", CircuitState.CLOSED, 1, minutesAgo(9))),
                List.of()));
        ((ObjectNode) sample.at("/providers/0")).remove("probes");

        assertThat(deliverTree(sample).at("/rejected")).isEmpty();
    }

    @Test
    void badEntriesDoNotFailTheirNeighbours() {
        ObjectNode sample = json.valueToTree(replica.sample(
                minutesAgo(1),
                List.of(
                        Replica.provider(workspace, "bad", CircuitState.CLOSED, 1, minutesAgo(9)),
                        Replica.provider(workspace, "good", CircuitState.CLOSED, 1, minutesAgo(9))),
                List.of()));
        ((ObjectNode) sample.at("/providers/0")).put("state", "ajar");

        assertThat(deliverTree(sample).at("/rejected")).hasSize(1);
        assertThat(get(DASHBOARD).at("/summary/total").asInt()).isEqualTo(1);
    }

    private JsonNode lines(String type) {
        return get("/api/v1/health/providers/a/history?limit=500&type=" + type).at("/items");
    }

    private JsonNode deliverTree(ObjectNode sample) {
        return post("/internal/v1/samples", sample.toString());
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.api.Assertions.within(offset);
    }
}
