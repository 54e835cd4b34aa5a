package io.switchgear.bench.health;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * From a failing call to the message on a WebSocket: the router opens the circuit, its spool brings the event to one replica of
 * health-service, Redis to another one, and that tells its client.
 */
final class Transitions {

    private static final String NAME = "failing";
    private static final String ROUTER = "router-service";
    private static final String CALL =
            "{\"model\":\"" + NAME + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

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

    /** Milliseconds from the start of the failing call. */
    Times run(int count) throws Exception {
        var times = new Times();
        try (var provider = new FailingProvider()) {
            configure(provider.url());
            var socket = Watcher.connect(member.http(), watched, member.token("health-service"), this::told)
                    .get(30, TimeUnit.SECONDS);
            await("closed");
            for (int i = 0; i < count; i++) {
                // Not in step with anything that goes by intervals.
                Thread.sleep(ThreadLocalRandom.current().nextInt(1_000));
                long start = System.nanoTime();
                member.fail(router + "/v1/chat/completions", CALL);
                await("open");
                times.add(System.nanoTime() - start);
                member.call(ROUTER, "POST", router + "/api/v1/admin/router/circuit-breakers/" + NAME + "/reset", "{}");
                await("closed");
            }
            socket.abort();
        }
        return times;
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
        String next = states.poll(30, TimeUnit.SECONDS);
        if (!state.equals(next)) {
            throw new IllegalStateException("The circuit is " + next + " and not " + state + ".");
        }
    }
}
