package io.switchgear.simulator.provider;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.switchgear.simulator.fault.Fault;
import io.switchgear.simulator.fault.FaultRule;

/** One simulated provider: its settings, and what is left of its faults. Every method is short and takes its monitor. */
public final class Provider {

    private static final int MAX_COUNTED_RULES = 10_000;
    private static final int MAX_QUEUE = 10_000;
    private static final int MAX_OUTAGES = 1_000;
    private static final FaultRule RANDOM_FAILURE =
            new FaultRule(new Fault.Status(503, null, null), FaultRule.ALWAYS, "failure_rate");

    private final String name;
    private final RandomGenerator random;
    private final List<Outage> outages = new ArrayList<>();
    private final Deque<FaultRule> queue = new ArrayDeque<>();
    private final Map<String, Integer> struck = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_COUNTED_RULES;
        }
    };

    private ProviderSettings settings;
    private long nextOutage = 1;

    Provider(String name, ProviderSettings settings, RandomGenerator random) {
        this.name = name;
        this.settings = settings;
        this.random = random;
    }

    public String name() {
        return name;
    }

    public synchronized ProviderSettings settings() {
        return settings;
    }

    /** Replaces the settings; limited standing rules start to count anew. */
    public synchronized void configure(ProviderSettings replacement) {
        settings = replacement;
        struck.keySet().removeIf(key -> key.startsWith("standing\n"));
    }

    /** A number in [0, 1) from the provider's own seeded sequence. */
    public synchronized double random() {
        return random.nextDouble();
    }

    /** The rule of an outage that covers the moment. */
    public synchronized @Nullable FaultRule outage(Instant now) {
        outages.removeIf(outage -> outage.over(now));
        return outages.stream()
                .filter(outage -> outage.covers(now))
                .map(Outage::rule)
                .findFirst()
                .orElse(null);
    }

    /**
     * Chooses the fault of a generation call: the queue first, then what the caller asked for, then the standing rules, then chance.
     * A limited rule is counted when it is chosen.
     *
     * @param model without rules; limits count per model
     */
    public synchronized @Nullable FaultRule strike(String model, List<FaultRule> asked) {
        var queued = queue.poll();
        if (queued != null) {
            return queued;
        }
        var rule = firstLeft("asked\n" + model, asked);
        if (rule == null) {
            rule = firstLeft("standing\n", settings.faults());
        }
        if (rule == null && settings.failureRate() > 0 && random.nextDouble() < settings.failureRate()) {
            rule = RANDOM_FAILURE;
        }
        return rule;
    }

    private @Nullable FaultRule firstLeft(String scope, List<FaultRule> rules) {
        for (FaultRule rule : rules) {
            if (!rule.limited()) {
                return rule;
            }
            String key = scope + "\n" + rule.text();
            int before = struck.getOrDefault(key, 0);
            if (before < rule.times()) {
                struck.put(key, before + 1);
                return rule;
            }
        }
        return null;
    }

    /** Makes the next requests meet these rules, one each ({@code times=n} is n requests). */
    public synchronized void enqueue(List<FaultRule> rules) {
        long added = rules.stream()
                .mapToLong(rule -> rule.limited() ? rule.times() : 1)
                .sum();
        if (queue.size() + added > MAX_QUEUE) {
            throw new IllegalArgumentException("the queue holds at most " + MAX_QUEUE + " requests");
        }
        for (FaultRule rule : rules) {
            for (int i = 0; i < (rule.limited() ? rule.times() : 1); i++) {
                queue.add(rule);
            }
        }
    }

    public synchronized List<FaultRule> queue() {
        return List.copyOf(queue);
    }

    public synchronized void clearQueue() {
        queue.clear();
    }

    /** Adds a window under a new id. */
    public synchronized Outage add(Outage outage) {
        if (outages.size() >= MAX_OUTAGES) {
            throw new IllegalArgumentException("a provider has at most " + MAX_OUTAGES + " outage windows");
        }
        var numbered = new Outage(
                Long.toString(nextOutage++), outage.startsAt(), outage.duration(), outage.every(), outage.rule());
        outages.add(numbered);
        return numbered;
    }

    public synchronized List<Outage> outages() {
        return List.copyOf(outages);
    }

    /** Removes one window; false when there is none of that id. */
    public synchronized boolean removeOutage(String id) {
        return outages.removeIf(outage -> outage.id().equals(id));
    }

    public synchronized void clearOutages() {
        outages.clear();
    }
}
