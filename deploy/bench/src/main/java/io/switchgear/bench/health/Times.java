package io.switchgear.bench.health;

import java.util.ArrayList;
import java.util.List;

/** Durations of the same thing, in milliseconds. */
final class Times {

    private final List<Double> millis = new ArrayList<>();

    synchronized void add(long nanos) {
        millis.add(nanos / 1e6);
    }

    /** @param share 0–1; 1 is the longest */
    synchronized double quantile(double share) {
        var sorted = millis.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    synchronized int count() {
        return millis.size();
    }
}
