package io.switchgear.query.metric;

import org.jspecify.annotations.Nullable;

/**
 * A percentile of a histogram, asked for as {@code <metric>:p95}.
 *
 * @param metric name of the histogram
 * @param share 0–1
 */
public record Percentile(String metric, double share) {

    /** Null if {@code name} asks for none. */
    public static @Nullable Percentile of(String name) {
        for (int percent : new int[] {50, 75, 90, 95, 99}) {
            String suffix = ":p" + percent;
            if (name.endsWith(suffix) && name.length() > suffix.length()) {
                return new Percentile(name.substring(0, name.length() - suffix.length()), percent / 100.0);
            }
        }
        return null;
    }
}
