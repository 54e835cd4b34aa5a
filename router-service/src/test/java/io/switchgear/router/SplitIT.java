package io.switchgear.router;

import java.util.HashMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.Await;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** A pool whose traffic is split: without and with a fallback. */
class SplitIT extends RunningRouter {

    private final FakeProvider bad = provider("bad");

    @BeforeEach
    void aDearProvider() {
        FakeProvider good = unregistered("good");
        router.send(workspace, "PUT", ADMIN + "/providers/good", """
            {"type":"openai","base_url":"%s","prices":{"*":{"input":1000,"output":1000}}}\
            """.formatted(good.url()))
                .expectStatus()
                .is2xxSuccessful();
    }

    @Test
    void armsAreStickyAndCompared() {
        router.pool(workspace, "last", "{\"providers\":[{\"name\":\"good\",\"model\":\"m\"}]}");
        router.pool(
                workspace,
                "pool",
                "{\"retry\":{\"same_target\":0},\"split\":{\"percent\":50,\"fallback\":[\"last\"]},"
                        + "\"providers\":[{\"name\":\"bad\",\"model\":\"m\"}]}");
        bad.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
        var statuses = new HashMap<Integer, Integer>();
        int served = 0;
        for (int i = 0; i < 30; i++) {
            int user = i % 15;
            int status = router.call(
                            workspace,
                            "/v1/chat/completions",
                            "{\"model\":\"pool\",\"user\":\"user-" + user + "\",\"messages\":[]}")
                    .expectBody()
                    .returnResult()
                    .getStatus()
                    .value();
            int ok = status == 200 ? 1 : 0;
            served += ok;
            assertThat(statuses.computeIfAbsent(user, none -> ok)).isEqualTo(ok);
        }
        assertThat(served).isBetween(2, 28);
        router.get(workspace, ADMIN + "/load-balancer/stats")
                .expectBody()
                .jsonPath("$.groups[?(@.group_name=='pool')].arms[0].requests")
                .isEqualTo(30 - served)
                .jsonPath("$.groups[?(@.group_name=='pool')].arms[0].failures")
                .isEqualTo(30 - served)
                .jsonPath("$.groups[?(@.group_name=='pool')].arms[0].success_rate")
                .isEqualTo(0.0)
                .jsonPath("$.groups[?(@.group_name=='pool')].arms[1].requests")
                .isEqualTo(served)
                .jsonPath("$.groups[?(@.group_name=='pool')].arms[1].success_rate")
                .isEqualTo(100.0)
                .jsonPath("$.groups[?(@.group_name=='pool')].arms[1].latency.p95_ms")
                .isNotEmpty()
                .jsonPath("$.groups[?(@.group_name=='pool')].arms[1].cost_usd")
                .value(cost -> assertThat(cost.toString()).isNotEqualTo("[0.0]"));
        Await.until(() -> assertThat(siblings.spans(workspace.toString()))
                .anySatisfy(span -> assertThat(span.getAttributesList())
                        .anyMatch(attribute -> attribute.getKey().equals("switchgear.arm")
                                && attribute.getValue().getStringValue().equals("b"))));
    }
}
