package io.switchgear.router;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.Await;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Providers that nobody calls. */
class ProbeIT {

    private final UUID workspace = UUID.randomUUID();
    private FakeSiblings siblings;
    private FakeProvider provider;

    @BeforeEach
    void start() {
        siblings = new FakeSiblings();
        provider = new FakeProvider("p");
    }

    @AfterEach
    void stop() {
        provider.close();
        siblings.close();
    }

    private RouterProcess router(String idle) {
        return new RouterProcess(siblings)
                .with("switchgear.probe.enabled", "true")
                .with("switchgear.probe.idle", idle)
                .with("switchgear.probe.jitter", "0.1")
                .start()
                .ready();
    }

    private List<Span> probes() {
        return siblings.spans(workspace.toString()).stream()
                .filter(span -> span.getName().equals("probe p"))
                .toList();
    }

    private static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue())
                .findFirst()
                .orElse("absent");
    }

    private static String trace(Span span) {
        return HexFormat.of().formatHex(span.getTraceId().toByteArray());
    }

    private void state(RouterProcess router, String state) {
        Await.until(() -> router.get(workspace, ADMIN + "/circuit-breakers/p")
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo(state));
    }

    /** The first probe that has brought the circuit there. */
    private Span causing(String toState) {
        return Await.value(() -> probes().stream()
                .filter(span -> span.getEventsList().stream()
                        .flatMap(event -> event.getAttributesList().stream())
                        .anyMatch(attribute -> attribute.getKey().equals("switchgear.circuit.to")
                                && attribute.getValue().getStringValue().equals(toState)))
                .findFirst()
                .orElse(null));
    }

    /** The ledger's entry that {@code span} names carries the span's trace. */
    private void linked(Span span, String toState) {
        String version = attribute(span, "switchgear.circuit.event.version");
        Await.until(() -> assertThat(siblings.events())
                .anySatisfy(event -> assertThat(event)
                        .contains(
                                workspace.toString(),
                                "\"version\":" + version + ",",
                                "\"to_state\":\"" + toState + "\"",
                                trace(span))));
    }

    @Test
    void areAskedForTheirModelsAndForNothingThatCosts() {
        try (var router = router("300ms")) {
            router.provider(workspace, "p", provider, "m");
            Await.until(() -> assertThat(probes()).hasSizeGreaterThan(1).allSatisfy(span -> {
                assertThat(attribute(span, "switchgear.kind")).isEqualTo("probe");
                assertThat(attribute(span, "switchgear.probe.outcome")).isEqualTo("success");
                assertThat(attribute(span, "switchgear.circuit.event.version")).isEqualTo("absent");
                assertThat(attribute(span, "gen_ai.operation.name")).isEqualTo("absent");
            }));
            Await.until(() -> assertThat(siblings.samples())
                    .anySatisfy(sample -> assertThat(sample)
                            .contains(workspace.toString(), "\"probes\":[{", "The provider answered 200.")));
            assertThat(provider.bodies()).isEmpty();
            router.get(workspace, ADMIN + "/circuit-breakers/p")
                    .expectBody()
                    .jsonPath("$.total")
                    .isEqualTo(0);
        }
    }

    @Test
    void openAndCloseTheirCircuitByProbesThatTheLedgerNames() {
        try (var router = router("200ms")) {
            router.provider(workspace, "p", provider, "m");
            router.send(workspace, "PUT", "/api/admin/circuit-breaker/p/config", """
                {"failureThreshold":3,"resetTimeoutMs":300,"minHealthyPeriodMs":0,"requestLimit":1}\
                """)
                    .expectStatus()
                    .isOk();
            provider.metadata(503);
            state(router, "open");
            linked(causing("open"), "open");
            provider.metadata(200);
            state(router, "closed");
            linked(causing("closed"), "closed");
            assertThat(provider.bodies()).isEmpty();
        }
    }

    @Test
    void areProbedByOneReplicaAtATime() {
        try (var one = router("2s");
                var other = router("2s")) {
            one.provider(workspace, "p", provider, "m");
            Await.until(() -> assertThat(probes()).hasSizeGreaterThan(3));
            var starts =
                    probes().stream().map(Span::getStartTimeUnixNano).sorted().toList();
            for (int i = 1; i < starts.size(); i++) {
                assertThat(starts.get(i) - starts.get(i - 1))
                        .as("a lease of two seconds lies between two probes")
                        .isGreaterThan(500_000_000L);
            }
            assertThat(other.url()).isNotEqualTo(one.url());
        }
    }

    @Test
    void areLeftAloneWhenProbingIsOff() {
        try (var router = new RouterProcess(siblings)
                .with("switchgear.probe.enabled", "false")
                .with("switchgear.probe.idle", "50ms")
                .start()
                .ready()) {
            router.provider(workspace, "p", provider, "m");
            // Several rounds of everything else.
            for (int i = 0; i < 3; i++) {
                int samples = siblings.samples().size();
                Await.until(() -> assertThat(siblings.samples()).hasSizeGreaterThan(samples));
            }
            assertThat(provider.metadataCalls()).isZero();
        }
    }
}
