package io.switchgear.router.balancing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitMachine;
import io.switchgear.router.circuit.Signal;
import io.switchgear.router.pool.Strategy;
import io.switchgear.router.stats.Ending;
import io.switchgear.router.stats.MemberKey;
import io.switchgear.router.stats.Traffic;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The strategies on the arrivals of a production service over five targets, one of which becomes six times slower and fails more than
 * every second call in the middle third. A simulation of events: the strategies, the counters they look at and the circuits are the real
 * ones, the targets are a formula. Nothing is retried.
 */
class DegradationTest {

    private static final int TARGETS = 5;
    private static final Instant START = Instant.parse("2023-11-16T18:17:03Z");
    private static final UUID WORKSPACE = new UUID(0, 1);

    private static Map<Strategy, Result> bare;
    private static Map<Strategy, Result> guarded;

    /**
     * What callers saw while the target was degraded.
     *
     * @param p99 latency of successes in milliseconds
     * @param successRate 0–1
     * @param share of the calls that went to the degraded target, 0–1
     */
    private record Result(long p99, double successRate, double share) {}

    @BeforeAll
    static void simulate() {
        var calls = Arrivals.read();
        assertThat(calls).hasSizeGreaterThan(8000);
        bare = new EnumMap<>(Strategy.class);
        guarded = new EnumMap<>(Strategy.class);
        for (Strategy strategy : Strategy.values()) {
            bare.put(strategy, new Simulation(strategy, false).run(calls));
            guarded.put(strategy, new Simulation(strategy, true).run(calls));
        }
        System.out.println(
                "strategy           alone: p99 ms, success, share of the degraded   with circuits: likewise");
        for (Strategy strategy : Strategy.values()) {
            System.out.printf(
                    "%-18s %s   %s%n", strategy.wire(), line(bare.get(strategy)), line(guarded.get(strategy)));
        }
    }

    private static String line(Result result) {
        return "%8d %7.2f %% %7.2f %%".formatted(result.p99(), 100 * result.successRate(), 100 * result.share());
    }

    private static final class Simulation {

        private final Strategy strategy;
        private final boolean circuits;
        private final Random random = new Random(5);
        private final Traffic traffic = new Traffic();
        private final List<Circuit> states = new ArrayList<>();
        private final PriorityQueue<Running> running =
                new PriorityQueue<>(Comparator.comparingLong(Running::endMs).thenComparingInt(Running::number));
        private final List<Long> latencies = new ArrayList<>();
        private Memory memory = Memory.NONE;
        private int failures;
        private int toDegraded;
        private int asked;

        private record Running(
                int number, int target, long startMs, long endMs, boolean fails, long era, boolean measured) {}

        Simulation(Strategy strategy, boolean circuits) {
            this.strategy = strategy;
            this.circuits = circuits;
            for (int i = 0; i < TARGETS; i++) {
                states.add(Circuit.fresh(CircuitThresholds.DEFAULTS, START));
            }
        }

        private static MemberKey member(int target) {
            return new MemberKey(WORKSPACE, "pool", "target-" + target, null);
        }

        Result run(List<Arrivals.Call> calls) {
            long length = calls.getLast().atMs();
            int number = 0;
            for (Arrivals.Call call : calls) {
                endUntil(call.atMs());
                boolean degraded = call.atMs() > length / 3 && call.atMs() < 2 * length / 3;
                start(call, number++, degraded);
            }
            endUntil(Long.MAX_VALUE);
            latencies.sort(null);
            return new Result(
                    latencies.get((int) (0.99 * (latencies.size() - 1))),
                    latencies.size() / (double) (latencies.size() + failures),
                    toDegraded / (double) asked);
        }

        private void start(Arrivals.Call call, int number, boolean degraded) {
            Instant now = START.plusMillis(call.atMs());
            var candidates = new ArrayList<Candidate>();
            for (int i = 0; i < TARGETS; i++) {
                if (!circuits || states.get(i).admits(now)) {
                    var load = traffic.member(member(i)).load();
                    // The one that degrades is in the first tier and among the two cheapest.
                    candidates.add(new Candidate(
                            Integer.toString(i), 1, i < 2 ? 0 : 1, load.active(), load.ewmaMs(), i < 2 ? 1 : 2));
                }
            }
            var draw = new Draw(random.nextDouble(), random.nextDouble(), "caller " + random.nextInt(300));
            var choice = Balancer.of(strategy).choose(candidates, memory, draw);
            memory = choice.memory();
            int target = Integer.parseInt(choice.candidate().id());
            if (circuits) {
                states.set(
                        target,
                        CircuitMachine.step(states.get(target), new Signal.Asked(), now)
                                .next());
            }
            boolean bad = degraded && target == 0;
            boolean fails = bad && random.nextInt(100) < 60;
            asked += degraded ? 1 : 0;
            toDegraded += bad ? 1 : 0;
            int active = choice.candidate().active();
            double millis = (80 + 0.04 * call.input() + 12.0 * call.output())
                    * (1 + 0.08 * active)
                    * (0.8 + 0.4 * random.nextDouble())
                    * (bad ? 6 : 1);
            traffic.began(member(target), now);
            running.add(new Running(
                    number,
                    target,
                    call.atMs(),
                    call.atMs() + (long) (fails ? Math.min(60, millis) : millis),
                    fails,
                    states.get(target).era(),
                    degraded));
        }

        private void endUntil(long ms) {
            while (running.peek() instanceof Running next && next.endMs() <= ms) {
                running.poll();
                Instant now = START.plusMillis(next.endMs());
                long latency = next.endMs() - next.startMs();
                traffic.ended(
                        member(next.target()),
                        new Ending(
                                next.fails() ? FailureCategory.SERVER : null,
                                true,
                                latency,
                                next.fails() ? "told to" : null,
                                "0".repeat(32),
                                now));
                Signal signal = next.fails()
                        ? new Signal.Failed(next.era(), FailureCategory.SERVER, latency, null, "told to")
                        : new Signal.Succeeded(next.era(), latency, null);
                states.set(
                        next.target(),
                        CircuitMachine.step(states.get(next.target()), signal, now)
                                .next());
                if (next.measured()) {
                    if (next.fails()) {
                        failures++;
                    } else {
                        latencies.add(latency);
                    }
                }
            }
        }
    }

    @Test
    void latencyAvoidsADegradedTargetByItself() {
        Result latency = bare.get(Strategy.LATENCY);
        Result blind = bare.get(Strategy.ROUND_ROBIN);
        assertThat(latency.p99()).isLessThan(blind.p99());
        assertThat(latency.successRate()).isGreaterThan(blind.successRate());
        assertThat(latency.share()).isLessThan(blind.share() / 2);
    }

    @Test
    void blindStrategiesGoOnAskingIt() {
        for (Strategy strategy : List.of(Strategy.ROUND_ROBIN, Strategy.WEIGHTED, Strategy.STICKY)) {
            assertThat(bare.get(strategy).share()).as(strategy.wire()).isBetween(0.1, 0.3);
        }
        for (Strategy strategy : List.of(Strategy.PRIORITY, Strategy.COST)) {
            assertThat(bare.get(strategy).share()).as(strategy.wire()).isBetween(0.4, 0.6);
        }
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void circuitsMakeUpForWhatAStrategyDoesNotSee(Strategy strategy) {
        Result alone = bare.get(strategy);
        Result with = guarded.get(strategy);
        assertThat(with.successRate())
                .isGreaterThanOrEqualTo(alone.successRate())
                .isGreaterThan(0.98);
        assertThat(with.p99()).isLessThanOrEqualTo(alone.p99());
        assertThat(with.share()).isLessThan(0.05);
    }
}
