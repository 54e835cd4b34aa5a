package io.switchgear.router;

import java.time.Instant;
import java.util.UUID;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.protocol.CommandType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.Await;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Circuits of two replicas whose Redis goes and comes back with nothing in it. */
class CircuitReplicasIT {

    private final UUID workspace = UUID.randomUUID();
    private final OwnRedis redis = new OwnRedis();
    private final FakeSiblings siblings = new FakeSiblings();
    private final FakeProvider provider = new FakeProvider("p");

    @AfterEach
    void close() {
        provider.close();
        siblings.close();
        redis.close();
    }

    @Test
    void withoutRedisEachDecidesAloneAndAfterwardsTheyAgree() {
        try (var one = router().start().ready();
                var other = router().start().ready()) {
            registered(one, other);
            one.send(workspace, "PUT", "/api/admin/circuit-breaker/p/config", """
                {"failureThreshold":3,"resetTimeoutMs":600000,"minHealthyPeriodMs":0,"requestLimit":1}\
                """)
                    .expectStatus()
                    .isOk();
            redis.stop();

            provider.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
            for (int i = 0; i < 3; i++) {
                one.chat(workspace, "m", false);
            }
            state(one, "open");
            Await.until(() -> assertThat(siblings.events())
                    .anySatisfy(event -> assertThat(event)
                            .contains(workspace.toString(), "\"to_state\":\"open\"", "\"local\":true")));
            // Nobody has told the other one, which serves on.
            provider.healthy();
            other.chat(workspace, "m", false).expectStatus().isOk();

            redis.start();
            Await.until(() -> state(other, "open"));
            state(one, "open");
            other.chat(workspace, "m", false).expectStatus().isEqualTo(503);
        }
    }

    @Test
    void whatSomebodyForcesMeanwhileBeatsWhatAnotherReplicaHasDecided() {
        try (var one = router().start().ready();
                var other = router().start().ready()) {
            registered(one, other);
            redis.stop();
            other.send(workspace, "POST", ADMIN + "/circuit-breakers/p/force-close", null)
                    .expectStatus()
                    .isOk();
            provider.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
            for (int i = 0; i < 3; i++) {
                one.chat(workspace, "m", false);
            }
            redis.start();
            for (RouterProcess replica : new RouterProcess[] {one, other}) {
                Await.until(() -> replica.get(workspace, ADMIN + "/circuit-breakers/p")
                        .expectBody()
                        .jsonPath("$.forced")
                        .isEqualTo("closed")
                        .jsonPath("$.state")
                        .isEqualTo("closed"));
            }
        }
    }

    /** Nobody listens when Redis is told of the transition. */
    @Test
    void anAnnouncementThatWasMissedIsMadeGood() {
        try (var client = RedisClient.create(redis.url());
                var one = router().start().ready();
                var other = router().start().ready()) {
            registered(one, other);
            var commands = client.connect().sync();
            commands.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.SUBSCRIBE));
            commands.clientKill(KillArgs.Builder.typePubsub());
            provider.conduct((body, response) -> FakeProvider.status(response, 401, "invalid_api_key"));
            one.chat(workspace, "m", false).expectStatus().isEqualTo(503);
            state(one, "open");
            Await.until(() -> state(other, "open"));
        }
    }

    /** The circuit closes with this answer, which Redis has to be told of first; the provider's time limit is long over by then. */
    @Test
    void aSlowRedisDelaysAnAnswerButNeverEmptiesIt() {
        try (var client = RedisClient.create(redis.url());
                var one =
                        router().with("switchgear.redis.timeout", "10s").start().ready()) {
            one.provider(workspace, "p", provider);
            one.pool(
                    workspace,
                    "pool",
                    "{\"timeouts\":{\"silence_ms\":500},\"providers\":[{\"name\":\"p\",\"model\":\"m\"}]}");
            one.send(workspace, "PUT", "/api/admin/circuit-breaker/p/config", """
                {"failureThreshold":1,"resetTimeoutMs":100,"minHealthyPeriodMs":0,"requestLimit":1}\
                """)
                    .expectStatus()
                    .isOk();
            provider.conduct((body, response) -> FakeProvider.status(response, 401, "invalid_api_key"));
            one.chat(workspace, "pool", false).expectStatus().isEqualTo(503);
            provider.healthy();
            Await.until(() -> one.get(workspace, ADMIN + "/circuit-breakers/p")
                    .expectBody()
                    .jsonPath("$.next_attempt_at")
                    .value(String.class, at -> assertThat(Instant.parse(at)).isBefore(Instant.now())));
            client.connect().sync().clientPause(2_000);
            one.chat(workspace, "pool", false)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.choices[0].message.content")
                    .isEqualTo("from p");
            state(one, "closed");
        }
    }

    private void registered(RouterProcess one, RouterProcess other) {
        one.provider(workspace, "p", provider, "m");
        Await.until(() -> other.chat(workspace, "m", false).expectStatus().isOk());
    }

    private RouterProcess router() {
        return new RouterProcess(siblings).with("switchgear.redis.url", redis.url());
    }

    private void state(RouterProcess replica, String state) {
        replica.get(workspace, ADMIN + "/circuit-breakers/p")
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo(state);
    }
}
