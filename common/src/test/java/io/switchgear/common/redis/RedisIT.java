package io.switchgear.common.redis;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import redis.embedded.RedisServer;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/** Against a Redis of its own, which comes, goes and hangs. */
class RedisIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port = freePort();
    private final Redis redis = new Redis(new RedisProperties(
            "redis://127.0.0.1:" + port, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(50)));
    private RedisServer server;

    @AfterEach
    void end() throws IOException {
        redis.stop();
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void failsAtOnceWhileItIsAwayAndWorksOnceItIsThere() throws IOException {
        redis.start();
        unavailable(redis.call(commands -> commands.get("a")));
        unavailable(redis.messages("news"));
        serverStarts();
        reachable();
        assertThat(redis.call(commands -> commands.set("a", "1")).block()).isEqualTo("OK");

        server.stop();
        unavailable(Mono.defer(() -> redis.call(commands -> commands.get("a")))
                .repeat()
                .then());
        assertThat(redis.reachable()).isFalse();

        serverStarts();
        reachable();
        StepVerifier.create(redis.call(commands -> commands.get("a"))).verifyComplete();
    }

    @Test
    void scriptsAreKnownByTheirDigestAfterTheFirstCall() throws IOException {
        serverStarts();
        redis.start();
        reachable();
        var sum = RedisScript.number("return redis.call('INCRBY', KEYS[1], ARGV[1])");
        assertThat(redis.call(sum, List.of("sum"), List.of("2")).block()).isEqualTo(2);
        assertThat(redis.call(sum, List.of("sum"), List.of("3")).block()).isEqualTo(5);
        assertThat(redis.call(commands -> commands.scriptFlush()).block()).isEqualTo("OK");
        assertThat(redis.call(sum, List.of("sum"), List.of("4")).block()).isEqualTo(9);
        StepVerifier.create(redis.call(RedisScript.list("return {ARGV[1], 2}"), List.of(), List.of("x")))
                .expectNext(List.of("x", 2L))
                .verifyComplete();
    }

    @Test
    void aWrongCommandIsNotAnAbsentRedis() throws IOException {
        serverStarts();
        redis.start();
        reachable();
        StepVerifier.create(redis.call(commands -> commands.set("text", "x").then(commands.incr("text"))))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isNotInstanceOf(RedisUnavailableException.class)
                        .hasMessageContaining("not an integer"));
        assertThat(redis.reachable()).isTrue();
    }

    @Test
    void listenersGetWhatIsPublishedAndAreToldOfALoss() throws IOException {
        serverStarts();
        redis.start();
        reachable();
        var heard = new CopyOnWriteArrayList<String>();
        var ended = redis.messages("news").doOnNext(heard::add).then().toFuture();
        // Until the subscription holds.
        Await.until(() -> {
            redis.publish("other", "nothing").block();
            redis.publish("news", "one").block();
            assertThat(heard).isNotEmpty().containsOnly("one");
        });
        server.stop();
        StepVerifier.create(Mono.fromFuture(ended))
                .expectError(RedisUnavailableException.class)
                .verify(PATIENCE);
    }

    @Test
    void aHungRedisHoldsNobodyUpTwice() throws IOException {
        serverStarts();
        redis.start();
        reachable();
        // Redis runs one command at a time.
        var hung = redis.call(commands -> commands.dispatch(
                        CommandType.DEBUG,
                        new StatusOutput<>(StringCodec.UTF8),
                        new CommandArgs<>(StringCodec.UTF8).add("SLEEP").add(2))
                .next());
        unavailable(hung);
        unavailable(redis.call(commands -> commands.get("a")));
        assertThat(redis.reachable()).isFalse();
    }

    @Test
    void eventLoopsMayCallIt() throws IOException {
        serverStarts();
        redis.start();
        reachable();
        // BlockHound fails what blocks on a thread of the parallel scheduler.
        Long last = Flux.range(0, 20_000)
                .parallel(4, 64)
                .runOn(Schedulers.newParallel("callers", 4))
                .flatMap(i -> redis.call(commands -> commands.incr("count")), false, 8)
                .sequential()
                .reduce(Math::max)
                .block();
        assertThat(last).isEqualTo(20_000);
    }

    private void serverStarts() throws IOException {
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
    }

    private void reachable() {
        Await.until(() -> assertThat(redis.reachable()).isTrue());
    }

    private static void unavailable(org.reactivestreams.Publisher<?> call) {
        StepVerifier.create(call).expectError(RedisUnavailableException.class).verify(PATIENCE);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
