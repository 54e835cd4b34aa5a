package io.switchgear.bench.health;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * From a failing call to the message on a WebSocket: the router opens the circuit, its spool brings the event to one replica of
 * health-service, Redis to another one, and that tells its client.
 */
final class Transitions {

    private static final String NAME = "failing";
    private static final String ROUTER = "router-service";
    private static final String CALL =
            "{\"model\":\"" + NAME + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    /** Of the services, which have just started; not counted. */
    private static final int WARM_UP = 5;

    /** For one change to be told. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** For all of it, however long each takes. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Member member;
    private final String router;
    private final String watched;
    private final BlockingQueue<String> states = new LinkedBlockingQueue<>();

    /** @param watched the replica of health-service that the client is connected to */
    Transitions(Member member, String router, String watched) {
        this.member = member;
        this.router = router;
        this.watched = watched;
    }

    /**
     * Milliseconds from the start of the failing call; of fewer transitions if the time is up.
     *
     * @throws IllegalStateException if a change is not told, or the time is up before one has been measured
     */
    Times run(int count) throws Exception {
        var times = new Times();
        try (var thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory())) {
            var measured = thread.submit(() -> {
                measure(count, times);
                return null;
            });
            try {
                measured.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception failure ? failure : e;
            } catch (TimeoutException e) {
                measured.cancel(true);
                if (times.count() == 0) {
                    throw new IllegalStateException("No transition was told within " + LIMIT.toSeconds() + " s.", e);
                }
                System.out.printf("The time is up after %d of %d transitions.%n", times.count(), count);
            }
        }
        return times;
    }

    private void measure(int count, Times times) throws Exception {
        try (var provider = new FailingProvider()) {
            configure(provider.url());
            WebSocket socket = Watcher.connect(member.http(), watched, member.token("health-service"), this::told)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            try {
                await("closed");
                for (int i = 0; i < WARM_UP; i++) {
                    transition();
                }
                for (int i = 0; i < count; i++) {
                    // Not in step with anything that goes by intervals.
                    Thread.sleep(ThreadLocalRandom.current().nextInt(1_000));
                    times.add(transition());
                }
            } finally {
                socket.abort();
            }
        }
    }

    /** Nanoseconds until it was told that the circuit had opened; closes it again. */
    private long transition() throws Exception {
        long start = System.nanoTime();
        member.fail(router + "/v1/chat/completions", CALL);
        await("open");
        long elapsed = System.nanoTime() - start;
        member.call(ROUTER, "POST", router + "/api/v1/admin/router/circuit-breakers/" + NAME + "/reset", "{}");
        await("closed");
        return elapsed;
    }

    private void configure(String url) throws Exception {
        String administration = router + "/api/v1/admin/router";
        member.call(
                ROUTER,
                "POST",
                administration + "/providers",
                "{\"name\":\"%s\",\"type\":\"openai\",\"base_url\":\"%s/v1\",\"api_key\":\"bench\",\"models\":[\"%s-model\"]}"
                        .formatted(NAME, url, NAME));
        member.call(
                ROUTER,
                "POST",
                administration + "/load-balancer/pools",
                "{\"group_name\":\"%s\",\"strategy\":\"round_robin\",\"providers\":[{\"name\":\"%s\",\"model\":\"%s-model\",\"weight\":1}]}"
                        .formatted(NAME, NAME, NAME));
        member.call(
                ROUTER,
                "PUT",
                router + "/api/admin/circuit-breaker/" + NAME + "/config",
                "{\"failureThreshold\":1,\"resetTimeoutMs\":3600000,\"minHealthyPeriodMs\":0}");
    }

    private void told(String service, String state) {
        if (service.equals(NAME)) {
            states.add(state);
        }
    }

    private void await(String state) throws InterruptedException {
        String next = states.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException(
                    "Nobody was told within " + PATIENCE.toSeconds() + " s that the circuit is " + state + ".");
        }
        if (!state.equals(next)) {
            throw new IllegalStateException("It was told that the circuit is " + next + " and not " + state + ".");
        }
    }
}
