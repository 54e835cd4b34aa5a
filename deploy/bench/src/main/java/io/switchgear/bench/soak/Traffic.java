package io.switchgear.bench.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** Callers at work, each with one call at a time and a short pause between two, until they are stopped. */
final class Traffic implements AutoCloseable {

    private static final int EXAMPLES = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final Caller caller;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Long> endings = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private long wrong;
    private long total;
    private volatile boolean over;

    private Traffic(Caller caller) {
        this.caller = caller;
    }

    static Traffic start(Caller caller, int connections, RandomGenerator.SplittableGenerator random) {
        var traffic = new Traffic(caller);
        for (int i = 0; i < connections; i++) {
            var own = random.split();
            traffic.callers.submit(() -> traffic.work(own));
        }
        return traffic;
    }

    private void work(RandomGenerator random) {
        List<Load> mix = Load.mix();
        try {
            while (!over) {
                Load load = mix.get(random.nextInt(mix.size()));
                count(load, caller.call(load));
                Thread.sleep(random.nextLong(LONGEST_PAUSE.toMillis()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            count(new Load(Api.CHAT, false, "", false), Outcome.wrong("the soak itself failed: " + bug));
        }
    }

    private synchronized void count(Load load, Outcome outcome) {
        total++;
        String kind = outcome.kind().name().toLowerCase(java.util.Locale.ROOT);
        endings.merge(outcome.kind() == Outcome.Kind.REFUSED ? kind + " " + outcome.detail() : kind, 1L, Long::sum);
        if (outcome.kind() == Outcome.Kind.WRONG) {
            wrong++;
            if (examples.size() < EXAMPLES) {
                examples.add(Instant.now() + " " + load + ": " + outcome.detail());
                System.out.println("  wrong: " + examples.getLast());
            }
        }
    }

    synchronized long total() {
        return total;
    }

    synchronized long wrong() {
        return wrong;
    }

    /** How calls ended, and how often. */
    synchronized Map<String, Long> endings() {
        return new TreeMap<>(endings);
    }

    /** The first wrong ones. */
    synchronized List<String> examples() {
        return List.copyOf(examples);
    }

    /** Begins no more calls and waits for those under way. */
    @Override
    public void close() {
        over = true;
        callers.close();
    }
}
