package io.switchgear.query.metric;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.metric.MetricReadings.Reading;

import static io.switchgear.query.bulk.Columns.required;

/** Percentiles of OTLP histograms per step, over all series of a group together. */
@Component
public class HistogramReadings {

    private static final String READ =
            """
            select at, %3$s as step, service, series, type, unit, buckets::text as buckets, %1$s as grouped
            from metric_points
            where %2$s and buckets is not null
            order by service, series, at
            """.formatted(MetricReadings.GROUPED, MetricReadings.POINTS, MetricReadings.STEP);

    private final DatabaseClient database;

    HistogramReadings(DatabaseClient database) {
        this.database = database;
    }

    private record Point(
            Instant at, Slot slot, String service, long series, boolean delta, String unit, Buckets buckets) {

        static Point of(Readable row) {
            return new Point(
                    required(row, "at", Instant.class),
                    new Slot(required(row, "step", Instant.class), required(row, "grouped", String.class)),
                    required(row, "service", String.class),
                    required(row, "series", Long.class),
                    required(row, "type", String.class).endsWith("_delta"),
                    required(row, "unit", String.class),
                    Buckets.parse(required(row, "buckets", String.class)));
        }
    }

    private record Slot(Instant step, String group) {}

    /** @param share percentile, 0–1 */
    public Mono<List<Reading>> read(ReadingQuery query, double share) {
        return MetricReadings.bind(database.sql(READ), query)
                .map(Point::of)
                .all()
                .collect(() -> new Growth(query.range().from()), Growth::add)
                .map(growth -> growth.readings(share));
    }

    /** What was recorded per step and group, of points by series and time. */
    private static final class Growth {

        private final Instant from;
        private final Map<Slot, Buckets> recorded = new HashMap<>();
        private String unit = "";
        private @Nullable Point last;

        Growth(Instant from) {
            this.from = from;
        }

        void add(Point point) {
            Point before = last;
            last = point;
            unit = point.unit();
            if (point.at().isBefore(from)) {
                return;
            }
            boolean continued = before != null
                    && before.series() == point.series()
                    && before.service().equals(point.service());
            if (point.delta()) {
                add(point.slot(), point.buckets());
            } else if (before != null && continued) {
                add(point.slot(), point.buckets().since(before.buckets()));
            }
        }

        private void add(Slot slot, Buckets buckets) {
            recorded.computeIfAbsent(slot, first -> new Buckets()).add(buckets);
        }

        List<Reading> readings(double share) {
            return recorded.entrySet().stream()
                    .map(entry -> new Reading(
                            entry.getKey().step(),
                            entry.getKey().group(),
                            unit,
                            entry.getValue().quantile(share)))
                    .toList();
        }
    }
}
