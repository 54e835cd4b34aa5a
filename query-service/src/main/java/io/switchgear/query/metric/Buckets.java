package io.switchgear.query.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** How often values fell between which bounds: an OTLP histogram, explicit or exponential. Empty buckets are left out. */
public final class Buckets {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A sender chooses its bounds; more than these are no histogram any more. */
    private static final int MAX_BUCKETS = 1024;

    /** From {@code lower} (exclusive, may be -∞) to {@code upper} (inclusive, may be ∞). */
    private record Range(double lower, double upper) {}

    private final Map<Range, Long> counts = new HashMap<>();

    /**
     * An explicit histogram.
     *
     * @param bounds between buckets, rising
     * @param counts one more than bounds
     * @return null if these are none
     */
    public static @Nullable Buckets explicit(List<Double> bounds, List<Long> counts) {
        if (bounds.isEmpty() || counts.size() != bounds.size() + 1 || counts.size() > MAX_BUCKETS) {
            return null;
        }
        var buckets = new Buckets();
        double lower = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < counts.size(); i++) {
            double upper = i < bounds.size() ? bounds.get(i) : Double.POSITIVE_INFINITY;
            if (!(upper > lower) || counts.get(i) < 0) {
                return null;
            }
            buckets.add(lower, upper, counts.get(i));
            lower = upper;
        }
        return buckets;
    }

    /**
     * An exponential histogram: bucket {@code i} reaches from base^(offset+i) to base^(offset+i+1), base being 2^(2^-scale).
     *
     * @param belowOrZero how many were not positive
     * @return null if this is none
     */
    public static @Nullable Buckets exponential(int scale, int offset, List<Long> counts, long belowOrZero) {
        if (counts.size() > MAX_BUCKETS || scale < -10 || scale > 20 || belowOrZero < 0) {
            return null;
        }
        var buckets = new Buckets();
        buckets.add(Double.NEGATIVE_INFINITY, 0, belowOrZero);
        double width = Math.scalb(1.0, -scale);
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) < 0) {
                return null;
            }
            long index = (long) offset + i;
            buckets.add(Math.pow(2, index * width), Math.pow(2, (index + 1) * width), counts.get(i));
        }
        return buckets;
    }

    private void add(double lower, double upper, long count) {
        if (count > 0) {
            counts.merge(new Range(lower, upper), count, Long::sum);
        }
    }

    void add(Buckets other) {
        other.counts.forEach((range, count) -> counts.merge(range, count, Long::sum));
    }

    /** What a cumulative series grew by; all of it after a restart, when something is less than before. */
    Buckets since(Buckets before) {
        var grown = new Buckets();
        for (var earlier : before.counts.entrySet()) {
            if (counts.getOrDefault(earlier.getKey(), 0L) < earlier.getValue()) {
                return this;
            }
        }
        counts.forEach((range, count) ->
                grown.add(range.lower(), range.upper(), count - before.counts.getOrDefault(range, 0L)));
        return grown;
    }

    /** The value below which a share {@code q} (0–1) lies, linear within a bucket; null of nothing. */
    @Nullable
    Double quantile(double q) {
        double total = counts.values().stream().mapToDouble(Long::doubleValue).sum();
        if (total == 0) {
            return null;
        }
        double passed = 0;
        var ranges = new ArrayList<>(counts.keySet());
        ranges.sort(Comparator.comparingDouble(Range::upper).thenComparingDouble(Range::lower));
        for (Range range : ranges) {
            double count = counts.getOrDefault(range, 0L);
            if (passed + count >= q * total) {
                return within(range, (q * total - passed) / count);
            }
            passed += count;
        }
        return within(ranges.getLast(), 1);
    }

    /** Of an open bucket only one end is known. */
    private static double within(Range range, double share) {
        if (range.upper() == Double.POSITIVE_INFINITY) {
            return range.lower();
        }
        if (range.lower() == Double.NEGATIVE_INFINITY) {
            return range.upper() > 0 ? range.upper() * share : range.upper();
        }
        return range.lower() + (range.upper() - range.lower()) * share;
    }

    /** {@code [[lower, upper, count], …]}; null for infinity. */
    public String json() {
        var array = JSON.createArrayNode();
        counts.forEach((range, count) -> {
            var bucket = array.addArray();
            bound(bucket, range.lower());
            bound(bucket, range.upper());
            bucket.add(count);
        });
        return array.toString();
    }

    private static void bound(ArrayNode bucket, double bound) {
        if (Double.isInfinite(bound)) {
            bucket.addNull();
        } else {
            bucket.add(bound);
        }
    }

    static Buckets parse(String json) {
        var buckets = new Buckets();
        for (JsonNode bucket : JSON.readTree(json)) {
            buckets.add(
                    bucket.get(0).isNull()
                            ? Double.NEGATIVE_INFINITY
                            : bucket.get(0).doubleValue(),
                    bucket.get(1).isNull()
                            ? Double.POSITIVE_INFINITY
                            : bucket.get(1).doubleValue(),
                    bucket.get(2).longValue());
        }
        return buckets;
    }
}
