package io.switchgear.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.OpenApiContract;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Traffic over two providers: what callers, providers and siblings see. */
class RouterIT extends RunningRouter {

    private final FakeProvider east = provider("east", "model-a");
    private final FakeProvider west = provider("west", "model-a");

    @BeforeEach
    void pool() {
        pool("round_robin");
    }

    private void pool(String strategy) {
        router.pool(workspace, "pool", """
            {"strategy":"%s","providers":[{"name":"east","model":"east-model"},{"name":"west","model":"west-model"}]}\
            """.formatted(strategy));
    }

    @Test
    void completionsGoRoundAndOnlyTheModelIsRewritten() {
        var served = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            var answer = router.chat(workspace, "pool", false)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("x-switchgear-pool", "pool")
                    .expectHeader()
                    .valueEquals("x-switchgear-attempts", "1")
                    .expectHeader()
                    .exists("server-timing")
                    .expectBody()
                    .jsonPath("$.unknown_field.kept")
                    .isEqualTo(true)
                    .returnResult();
            served.add(answer.getResponseHeaders().getFirst("x-switchgear-provider"));
        }
        assertThat(served).containsExactly("east", "west", "east", "west");
        assertThat(east.bodies())
                .containsOnly(
                        "{\"model\":\"east-model\",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"x\":[1.50]}");
        assertThat(east.authorizations()).containsOnly("Bearer sk-east");
    }

    @Test
    void allThatServeAModelShareItEvenly() {
        for (int i = 0; i < 6; i++) {
            router.chat(workspace, "model-a", false).expectStatus().isOk();
        }
        assertThat(east.bodies()).hasSize(3);
        assertThat(west.bodies()).hasSize(3).allMatch(body -> body.contains("model-a"));
    }

    @Test
    void streamsPassUnchangedWithoutTheUsageThatNobodyAskedFor() {
        var body = text(router.chat(workspace, "pool", true)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("text/event-stream"));
        assertThat(body)
                .isEqualTo("data: %s\n\ndata: %s\n\ndata: %s\n\ndata: %s\n\ndata: [DONE]\n\n"
                        .formatted(
                                east.chunk("role", "assistant"),
                                east.chunk("content", "Hello"),
                                east.chunk("content", " there"),
                                east.finish()));
        assertThat(east.bodies().getFirst()).contains("\"stream_options\":{\"include_usage\":true}");
    }

    @Test
    void failingProviderTripsItsCircuitAndTrafficMoves() {
        east.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
        for (int i = 0; i < 8; i++) {
            router.chat(workspace, "pool", i % 2 == 0).expectStatus().isOk();
        }
        assertThat(east.bodies()).hasSize(3);
        router.get(workspace, ADMIN + "/circuit-breakers/east")
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("open")
                .jsonPath("$.failures")
                .isEqualTo(3)
                .jsonPath("$.next_attempt_at")
                .isNotEmpty();
        Await.until(() -> assertThat(siblings.events())
                .anySatisfy(event -> assertThat(event)
                        .contains(workspace.toString(), "\"to_state\":\"open\"", "3 failures in a row")));
        Await.until(() -> {
            var spans = siblings.spans(workspace.toString());
            assertThat(spans.stream().filter(span -> span.getName().equals("chat pool")))
                    .hasSize(8);
            assertThat(spans.stream().filter(span -> span.getName().equals("chat east-model")))
                    .hasSize(3);
        });
        router.get(workspace, ADMIN + "/load-balancer/stats")
                .expectBody()
                .jsonPath("$.groups[0].providers[0].failures")
                .isEqualTo(3)
                .jsonPath("$.groups[0].providers[1].successes")
                .isEqualTo(8)
                .jsonPath("$.groups[0].providers[1].latency.p95_ms")
                .isNotEmpty();
    }

    @Test
    void nothingLeftIsAnsweredInTheCallersDialectWithTheEarliestMoment() {
        for (String name : new String[] {"east", "west"}) {
            router.send(workspace, "POST", ADMIN + "/circuit-breakers/" + name + "/force-open", null)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.forced")
                    .isEqualTo("open");
        }
        router.chat(workspace, "pool", false)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("retry-after")
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("no_target_available");
        router.chat(workspace, "nowhere", false)
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("model_not_found")
                .jsonPath("$.error.param")
                .isEqualTo("model");
    }

    @Test
    void aCallersTraceIsContinued() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        call("\"user\":\"u\"", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .expectHeader()
                .valueEquals("x-trace-id", trace);
        Await.until(() -> {
            var spans = siblings.spans(workspace.toString());
            assertThat(spans)
                    .hasSize(2)
                    .allSatisfy(span -> assertThat(hex(span.getTraceId())).isEqualTo(trace));
            assertThat(spans)
                    .anySatisfy(span -> assertThat(hex(span.getParentSpanId())).isEqualTo("00f067aa0ba902b7"));
        });
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    @Test
    void aSessionStaysWithItsTargetWhateverItsUserAndItsConversation() {
        pool("sticky");
        var ofSessions = new HashMap<String, String>();
        for (int i = 0; i < 40; i++) {
            String session = "session-" + i % 8;
            String served = call("\"user\":\"user-" + i + "\"", "x-session-id", session)
                    .returnResult(Void.class)
                    .getResponseHeaders()
                    .getFirst("x-switchgear-provider");
            assertThat(ofSessions.computeIfAbsent(session, first -> served)).isEqualTo(served);
        }
        assertThat(ofSessions.values()).contains("east", "west");
    }

    private WebTestClient.ResponseSpec call(String more, String header, String value) {
        return router.http()
                .post()
                .uri("/v1/chat/completions")
                .headers(RouterProcess.key(workspace))
                .header(header, value)
                .bodyValue("{\"model\":\"pool\",\"messages\":[]," + more + "}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void publishesWhatIsCommitted() {
        OpenApiContract.check(text(router.http().get().uri("/v3/api-docs").exchange()));
    }
}
