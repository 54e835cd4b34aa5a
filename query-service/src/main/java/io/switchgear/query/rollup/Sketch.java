package io.switchgear.query.rollup;

import java.util.Map;
import java.util.TreeMap;

import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of a distribution within 1 % (DDSketch: Masson, Rim, Lee, VLDB 2019). Buckets are those of Datadog's sketches-java; the
 * counts are kept here, because a correction must be able to take values out again.
 */
public final class Sketch {

    private static final IndexMapping MAPPING = new LogarithmicMapping(0.01);

    /** What is smaller counts as zero. */
    private static final double SMALLEST = 1e-9;

    private static final int ZERO = Integer.MIN_VALUE;

    private final TreeMap<Integer, Long> counts = new TreeMap<>();

    public static Sketch of(byte[] encoded) {
        var sketch = new Sketch();
        sketch.merge(encoded);
        return sketch;
    }

    /** @param count negative to take values out */
    public void add(double value, long count) {
        put(value < SMALLEST ? ZERO : MAPPING.index(value), count);
    }

    /** Adds what {@link #encode} wrote. */
    public void merge(byte[] encoded) {
        var in = new Varints.Reader(encoded);
        int index = 0;
        while (in.hasNext()) {
            index += (int) in.next();
            put(index, in.next());
        }
    }

    public void merge(Sketch other) {
        other.counts.forEach(this::put);
    }

    public byte[] encode() {
        var out = new Varints.Writer();
        int last = 0;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            // Wraps around for the bucket of zero; so does reading.
            out.write(bucket.getKey() - last);
            out.write(bucket.getValue());
            last = bucket.getKey();
        }
        return out.bytes();
    }

    /**
     * The value below which a share {@code q} (0–1) lies, within 1 %; null of nothing. By nearest rank: q of n values is the one of
     * rank ⌊q·(n−1)⌋, counted from 0.
     */
    public @Nullable Double quantile(double q) {
        long total = count();
        if (total <= 0) {
            return null;
        }
        long rank = (long) Math.floor(q * (total - 1));
        long passed = 0;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            passed += Math.max(0, bucket.getValue());
            if (passed > rank) {
                return bucket.getKey() == ZERO ? 0 : MAPPING.value(bucket.getKey());
            }
        }
        return null;
    }

    public long count() {
        return counts.values().stream().mapToLong(count -> Math.max(0, count)).sum();
    }

    private void put(int index, long count) {
        counts.merge(index, count, (a, b) -> a + b == 0 ? null : a + b);
    }
}
