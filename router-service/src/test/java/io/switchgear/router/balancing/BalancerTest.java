package io.switchgear.router.balancing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.switchgear.router.pool.Strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BalancerTest {

    private final Random random = new Random(11);

    private static Candidate candidate(String id, double weight) {
        return new Candidate(id, weight, 0, 0, 0, 0);
    }

    private Map<String, Integer> run(Strategy strategy, List<Candidate> candidates, int calls) {
        var counts = new HashMap<String, Integer>();
        Memory memory = Memory.NONE;
        for (int i = 0; i < calls; i++) {
            var choice = Balancer.of(strategy)
                    .choose(
                            candidates,
                            memory,
                            new Draw(random.nextDouble(), random.nextDouble(), "caller " + random.nextInt()));
            memory = choice.memory();
            counts.merge(choice.candidate().id(), 1, Integer::sum);
        }
        return counts;
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void everyStrategyChoosesOneOfTheCandidates(Strategy strategy) {
        for (int size = 1; size < 6; size++) {
            var candidates = new ArrayList<Candidate>();
            for (int i = 0; i < size; i++) {
                candidates.add(new Candidate(
                        "c" + i,
                        0.1 + random.nextDouble(),
                        random.nextInt(3),
                        random.nextInt(9),
                        random.nextInt(900),
                        random.nextInt(20)));
            }
            assertThat(candidates.stream().map(Candidate::id))
                    .containsAll(run(strategy, candidates, 200).keySet());
        }
    }

    @Test
    void roundRobinIsExact() {
        var counts = run(Strategy.ROUND_ROBIN, List.of(candidate("a", 1), candidate("b", 9), candidate("c", 2)), 300);
        assertThat(counts).containsExactlyInAnyOrderEntriesOf(Map.of("a", 100, "b", 100, "c", 100));
    }

    @Test
    void weightsAreExactOverAPeriodAndSpreadEvenly() {
        var candidates = List.of(candidate("a", 5), candidate("b", 1), candidate("c", 1));
        assertThat(run(Strategy.WEIGHTED, candidates, 700))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", 500, "b", 100, "c", 100));
        var sequence = new StringBuilder();
        Memory memory = Memory.NONE;
        for (int i = 0; i < 7; i++) {
            var choice = Balancer.of(Strategy.WEIGHTED).choose(candidates, memory, new Draw(0, 0, ""));
            memory = choice.memory();
            sequence.append(choice.candidate().id());
        }
        // The example of nginx's change that introduced it.
        assertThat(sequence).hasToString("aabacaa");
    }

    /** Whatever the weights, at no moment is a target more than the number of its siblings away from its share. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomWeightsAreKeptAtEveryMoment(long seed) {
        var weights = new Random(seed);
        for (Strategy strategy : List.of(Strategy.WEIGHTED, Strategy.PRIORITY)) {
            var candidates = new ArrayList<Candidate>();
            double total = 0;
            for (int i = 0; i < 2 + weights.nextInt(6); i++) {
                double weight = 0.1 + 10 * weights.nextDouble();
                total += weight;
                candidates.add(candidate("c" + i, weight));
            }
            var counts = new HashMap<String, Integer>();
            Memory memory = Memory.NONE;
            for (int n = 1; n <= 2000; n++) {
                var choice = Balancer.of(strategy).choose(candidates, memory, new Draw(0, 0, ""));
                memory = choice.memory();
                counts.merge(choice.candidate().id(), 1, Integer::sum);
                for (Candidate candidate : candidates) {
                    double due = n * candidate.weight() / total;
                    assertThat((double) counts.getOrDefault(candidate.id(), 0))
                            .isCloseTo(due, within((double) candidates.size()));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void stickySharesFollowRandomWeights(long seed) {
        var weights = new Random(seed);
        var candidates = new ArrayList<Candidate>();
        double total = 0;
        for (int i = 0; i < 5; i++) {
            double weight = 1 + 9 * weights.nextDouble();
            total += weight;
            candidates.add(candidate("target-" + i, weight));
        }
        var counts = run(Strategy.STICKY, candidates, 20_000);
        for (Candidate candidate : candidates) {
            assertThat(counts.get(candidate.id()) / 20_000.0).isCloseTo(candidate.weight() / total, within(0.015));
        }
    }

    /** Calls that last as long as they like: nobody has more than one above anybody else, per weight. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void leastConnectionsKeepsEverybodyEquallyBusy(long seed) {
        var random = new Random(seed);
        int[] active = new int[5];
        Memory memory = Memory.NONE;
        for (int n = 0; n < 5000; n++) {
            var candidates = new ArrayList<Candidate>();
            int least = Integer.MAX_VALUE;
            for (int i = 0; i < active.length; i++) {
                candidates.add(new Candidate(Integer.toString(i), 1, 0, active[i], 0, 0));
                least = Math.min(least, active[i]);
            }
            var choice = Balancer.of(Strategy.LEAST_CONNECTIONS).choose(candidates, memory, new Draw(0, 0, ""));
            memory = choice.memory();
            int chosen = Integer.parseInt(choice.candidate().id());
            assertThat(active[chosen]).isEqualTo(least);
            active[chosen]++;
            int ending = random.nextInt(active.length);
            active[ending] = Math.max(0, active[ending] - random.nextInt(3));
        }
    }

    @Test
    void leastConnectionsHeedsWeights() {
        var busy = new Candidate("busy", 1, 0, 5, 0, 0);
        var strong = new Candidate("strong", 10, 0, 9, 0, 0);
        assertThat(run(Strategy.LEAST_CONNECTIONS, List.of(busy, strong), 10)).containsOnlyKeys("strong");
    }

    @Test
    void latencyAvoidsTheSlow() {
        var slow = new Candidate("slow", 1, 0, 0, 900, 0);
        var fast = new Candidate("fast", 1, 0, 0, 90, 0);
        var other = new Candidate("other", 1, 0, 0, 100, 0);
        var counts = run(Strategy.LATENCY, List.of(slow, fast, other), 3000);
        assertThat(counts).doesNotContainKey("slow");
        assertThat(counts.get("fast")).isCloseTo(2000, within(150));
    }

    @Test
    void priorityUsesTheLowestTierOnly() {
        var first = new Candidate("first", 1, 1, 0, 0, 0);
        var second = new Candidate("second", 100, 2, 0, 0, 0);
        assertThat(run(Strategy.PRIORITY, List.of(second, first), 50)).containsOnlyKeys("first");
    }

    @Test
    void costUsesTheCheapestAndTheUnknownLast() {
        var cheap = new Candidate("cheap", 1, 0, 0, 0, 0.75);
        var dear = new Candidate("dear", 1, 0, 0, 0, 12.5);
        var unknown = new Candidate("unknown", 1, 0, 0, 0, Double.POSITIVE_INFINITY);
        assertThat(run(Strategy.COST, List.of(unknown, dear, cheap), 50)).containsOnlyKeys("cheap");
        assertThat(run(Strategy.COST, List.of(unknown), 5)).containsOnlyKeys("unknown");
    }

    @Test
    void stickyMovesOnlyWhoHasTo() {
        var all = List.of(candidate("a", 1), candidate("b", 1), candidate("c", 2));
        var without = List.of(all.get(0), all.get(2));
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < 4000; i++) {
            var draw = new Draw(random.nextDouble(), random.nextDouble(), "conversation " + i);
            String home = Balancer.of(Strategy.STICKY)
                    .choose(all, Memory.NONE, draw)
                    .candidate()
                    .id();
            assertThat(Balancer.of(Strategy.STICKY)
                            .choose(all, new Memory(i, Map.of()), draw)
                            .candidate()
                            .id())
                    .isEqualTo(home);
            if (!home.equals("b")) {
                assertThat(Balancer.of(Strategy.STICKY)
                                .choose(without, Memory.NONE, draw)
                                .candidate()
                                .id())
                        .isEqualTo(home);
            }
            counts.merge(home, 1, Integer::sum);
        }
        assertThat(counts.get("a")).isCloseTo(1000, within(120));
        assertThat(counts.get("c")).isCloseTo(2000, within(150));
    }
}
