package io.switchgear.query.kpi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.paging.TimeRange;
import io.switchgear.query.metric.MetricReadings;
import io.switchgear.query.rollup.Distribution;
import io.switchgear.query.rollup.Totals;

/**
 * A metric over time.
 *
 * @param metric its name
 * @param unit {@code ms}, {@code %}, {@code USD}, or {@code 1} for counts; of OTLP metrics as sent
 * @param stepMs length of a step, milliseconds; steps begin at its multiples since the epoch, so that the first and the last may be shorter
 * @param points one per step and group, in order of time; sums are 0 where nothing was, averages, rates and percentiles null
 */
record MetricSeries(String metric, String unit, long stepMs, List<Point> points) {

    /**
     * One step's value.
     *
     * @param t start of the step, or of the range where that is within a step
     * @param value null is a gap
     * @param group value of the dimension grouped by; null without one
     */
    record Point(
            Instant t, @Nullable Double value, @Nullable String group) {}

    private record Slot(String group, Instant step) {}

    static MetricSeries ofTotals(
            SeriesMetric metric, TimeRange range, Duration step, boolean grouped, List<Totals> totals) {
        Map<Slot, @Nullable Double> values = new HashMap<>();
        for (Totals row : totals) {
            values.put(new Slot(row.group(), start(row.bucket(), range)), metric.of(row));
        }
        return fill(metric.wire(), metric.unit(), range, step, grouped, values, metric.of(Totals.NONE));
    }

    static MetricSeries ofDistributions(
            SeriesMetric metric, TimeRange range, Duration step, boolean grouped, List<Distribution> distributions) {
        Map<Slot, @Nullable Double> values = new HashMap<>();
        for (Distribution row : distributions) {
            values.put(new Slot(row.group(), start(row.bucket(), range)), metric.of(row));
        }
        return fill(metric.wire(), metric.unit(), range, step, grouped, values, null);
    }

    static MetricSeries ofReadings(
            String metric, TimeRange range, Duration step, boolean grouped, List<MetricReadings.Reading> readings) {
        Map<Slot, @Nullable Double> values = new HashMap<>();
        String unit = "1";
        for (MetricReadings.Reading reading : readings) {
            values.put(new Slot(reading.group(), reading.step()), reading.value());
            unit = reading.unit().isEmpty() ? unit : reading.unit();
        }
        return fill(metric, unit, range, step, grouped, values, null);
    }

    private static Instant start(@Nullable Instant bucket, TimeRange range) {
        return bucket == null ? range.from() : bucket;
    }

    private static MetricSeries fill(
            String metric,
            String unit,
            TimeRange range,
            Duration step,
            boolean grouped,
            Map<Slot, @Nullable Double> values,
            @Nullable Double nothing) {
        SortedSet<String> groups = new TreeSet<>();
        values.keySet().forEach(slot -> groups.add(slot.group()));
        if (!grouped) {
            groups.add("");
        }
        var points = new ArrayList<Point>();
        for (Instant t = range.from(); t.isBefore(range.to()); t = Steps.after(t, step)) {
            for (String group : groups) {
                var slot = new Slot(group, t);
                Double value = values.containsKey(slot) ? values.get(slot) : nothing;
                points.add(new Point(t, value, grouped ? group : null));
            }
        }
        return new MetricSeries(metric, unit, step.toMillis(), points);
    }
}
