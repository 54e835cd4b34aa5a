package io.switchgear.router;

import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.Await;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Limits over two replicas, and without the Redis that they agree through. */
class LimitReplicasIT {

    private static final String LIMITS = ADMIN + "/limits";

    private final UUID workspace = UUID.randomUUID();
    private FakeSiblings siblings;
    private FakeProvider provider;
    private OwnRedis redis;
    private RouterProcess one;
    private RouterProcess other;

    @BeforeEach
    void start() {
        redis = new OwnRedis();
        siblings = new FakeSiblings();
        provider = new FakeProvider("p");
        one = router().start().ready();
        other = router().start().ready();
        one.provider(workspace, "p", provider, "m");
        Await.until(() -> other.chat(workspace, "m", false).expectStatus().isOk());
        provider.bodies().clear();
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        provider.close();
        siblings.close();
        redis.close();
    }

    private RouterProcess router() {
        return new RouterProcess(siblings).with("switchgear.redis.url", redis.url());
    }

    private void limit(String limits) {
        one.send(workspace, "PUT", LIMITS, limits).expectStatus().isOk();
        Await.until(() ->
                other.get(workspace, LIMITS).expectBody().jsonPath("$.revision").isEqualTo(1));
        // The other replica follows by announcement; what it lets through before that is not counted.
        Await.until(() -> {
            var headers = other.chat(workspace, "m", false)
                    .expectBody()
                    .returnResult()
                    .getResponseHeaders();
            if (!headers.containsHeader("x-ratelimit-limit-requests")) {
                provider.bodies().clear();
            }
            assertThat(headers.containsHeader("x-ratelimit-limit-requests")).isTrue();
        });
    }

    private int calls(RouterProcess router, int count) {
        int admitted = 0;
        for (int i = 0; i < count; i++) {
            int status = router.chat(workspace, "m", false)
                    .expectBody()
                    .returnResult()
                    .getStatus()
                    .value();
            assertThat(status).isIn(200, 429);
            admitted += status == 200 ? 1 : 0;
        }
        return admitted;
    }

    private void shared(RouterProcess router, boolean shared) {
        Await.until(() ->
                router.get(workspace, LIMITS).expectBody().jsonPath("$.shared").isEqualTo(shared));
    }

    @Test
    void bothTogetherStayWithinTheLimitButForTheLeasedShare() {
        Minutes.earlyInOne();
        limit("{\"rpm\":64}");
        int before = provider.bodies().size();
        int admitted = 0;
        for (int round = 0; round < 12; round++) {
            admitted += calls(one, 5) + calls(other, 3);
        }
        assertThat(provider.bodies()).as("nobody else is asked").hasSize(before + admitted);
        // One sixteenth may be leased to the replica that did not need it.
        assertThat(before + admitted).isBetween(64 - 4, 64);
        one.get(workspace, LIMITS).expectBody().jsonPath("$.requests.used").isEqualTo(before + admitted);
    }

    @Test
    void withoutRedisEachCountsForItselfAndAfterwardsTheyAddUp() {
        Minutes.earlyInOne();
        limit("{\"rpm\":20}");
        calls(one, 8);
        redis.stop();
        // What was served before is not forgotten, and nobody waits.
        int served = provider.bodies().size();
        calls(one, 25);
        calls(other, 25);
        shared(one, false);
        shared(other, false);
        int alone = provider.bodies().size() - served;
        assertThat(alone).as("each on its own, by what it knows").isBetween(12, 40);
        assertThat(calls(one, 3) + calls(other, 3)).as("each has its limit").isZero();
        redis.start();
        shared(one, true);
        shared(other, true);
        assertThat(calls(one, 3) + calls(other, 3))
                .as("together they are over it")
                .isZero();
        Await.until(() -> one.get(workspace, LIMITS)
                .expectBody()
                .jsonPath("$.requests.used")
                .isEqualTo(provider.bodies().size())
                .jsonPath("$.requests.remaining")
                .isEqualTo(0));
    }

    @Test
    void aBudgetSurvivesItsReplicasAndItsRedis() {
        one.send(workspace, "PUT", ADMIN + "/prices", "{\"overrides\":{\"*\":{\"input\":1000,\"output\":1000}}}")
                .expectStatus()
                .isOk();
        limit("{\"rpm\":100000,\"budget_usd\":10}");
        Await.until(() -> assertThat(calls(one, 1) + calls(other, 1)).isEqualTo(2));
        int calls = provider.bodies().size();
        one.stop();
        other.stop();
        redis.stop();
        redis.start();
        one.start().ready();
        one.get(workspace, LIMITS)
                .expectBody()
                .jsonPath("$.budget.used_usd")
                .value(Number.class, used -> assertThat(used.doubleValue()).isBetween(0.034, calls * 0.017));
        one.send(workspace, "PUT", LIMITS, "{\"budget_usd\":0.03}")
                .expectStatus()
                .isOk();
        one.chat(workspace, "m", false)
                .expectStatus()
                .isEqualTo(429)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("budget_exceeded");
    }
}
