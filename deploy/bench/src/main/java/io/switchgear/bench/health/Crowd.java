package io.switchgear.bench.health;

import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.switchgear.bench.process.Server;

/** Many clients on one replica: what each costs, and when the last of them has heard of a transition. */
final class Crowd {

    private static final String PROVIDER = "provider-7";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Member member;
    private final Server service;
    private final String url;
    private final int clients;
    private final AtomicReference<Round> round = new AtomicReference<>(new Round("", 0));

    Crowd(Member member, Server service, String url, int clients) {
        this.member = member;
        this.service = service;
        this.url = url;
        this.clients = clients;
    }

    /** Everybody is to hear that the provider is in a state. */
    private record Round(String state, CountDownLatch missing) {

        Round(String state, int clients) {
            this(state, new CountDownLatch(clients));
        }
    }

    /** Milliseconds from the router's delivery to the last client's message. */
    Times run(int transitions) throws Exception {
        long heap = service.heap();
        long resident = service.resident();
        var sockets = new ArrayList<WebSocket>();
        var first = start("closed");
        try {
            long start = System.nanoTime();
            for (int i = 0; i < clients; i++) {
                sockets.add(Watcher.connect(member.http(), url, member.token("health-service"), this::told)
                        .get(30, TimeUnit.SECONDS));
            }
            await(first);
            System.out.printf(
                    "%,d clients connected, and told how all %d providers are, within %.1f s%n",
                    clients, History.PROVIDERS, (System.nanoTime() - start) / 1e9);
            System.out.printf(
                    "memory per client: %.1f KiB of heap, %.1f KiB of the process%n",
                    (service.heap() - heap) / 1024.0 / clients, (service.resident() - resident) / 1024.0 / clients);
            return transitions(transitions);
        } finally {
            sockets.forEach(WebSocket::abort);
        }
    }

    private Times transitions(int count) throws Exception {
        var times = new Times();
        for (int i = 0; i < count; i++) {
            // Not in step with the service's batches.
            Thread.sleep(ThreadLocalRandom.current().nextInt(300));
            String state = i % 2 == 0 ? "open" : "closed";
            Round mine = start(state);
            long start = System.nanoTime();
            member.deliver(
                    url + "/internal/v1/circuit-events",
                    "{\"events\":[" + Events.event(PROVIDER, 1_000_000L + i, state, Instant.now()) + "]}");
            await(mine);
            times.add(System.nanoTime() - start);
        }
        return times;
    }

    private Round start(String state) {
        var next = new Round(state, clients);
        round.set(next);
        return next;
    }

    private void told(String service, String state) {
        Round current = round.get();
        if (service.equals(PROVIDER) && state.equals(current.state())) {
            current.missing().countDown();
        }
    }

    private static void await(Round round) throws InterruptedException {
        if (!round.missing().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    round.missing().getCount() + " clients have not heard that the circuit is " + round.state() + ".");
        }
    }
}
