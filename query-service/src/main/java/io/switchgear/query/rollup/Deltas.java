package io.switchgear.query.rollup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.CopyRows;
import io.switchgear.query.bulk.Session;
import io.switchgear.query.span.Tokens;

/** What one commit adds to the rollups, gathered per minute and series. */
public final class Deltas {

    private static final List<String> COUNT_COLUMNS = List.of(
            "workspace_id",
            "bucket",
            "kind",
            "service",
            "provider",
            "model",
            "api_key",
            "status",
            "count",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "reasoning_tokens",
            "cost_nano_usd",
            "duration_us",
            "quality_sum",
            "quality_count",
            "last_at");

    private static final List<String> SKETCH_COLUMNS =
            List.of("workspace_id", "bucket", "kind", "service", "provider", "model", "duration", "first_token");

    private final Map<Key, Counts> counts = new HashMap<>();
    private final Map<Key, Sketches> sketches = new HashMap<>();

    private record Key(Series series, Instant minute) {}

    private static final class Sketches {
        private final Sketch duration = new Sketch();
        private final Sketch firstToken = new Sketch();
    }

    private static final class Counts {
        private long count;
        private long input;
        private long output;
        private long cacheRead;
        private long cacheWrite;
        private long reasoning;
        private long cost;
        private long duration;
        private double quality;
        private long qualities;
        private Instant last = Instant.EPOCH;
    }

    /** @param sign 1 to add, -1 to take out what was added before */
    public void add(Measure measure, int sign) {
        Instant minute = measure.at().truncatedTo(ChronoUnit.MINUTES);
        Counts to = counts.computeIfAbsent(new Key(measure.series(), minute), key -> new Counts());
        to.count += sign;
        to.input += sign * Tokens.orZero(measure.tokens().input());
        to.output += sign * Tokens.orZero(measure.tokens().output());
        to.cacheRead += sign * Tokens.orZero(measure.tokens().cacheRead());
        to.cacheWrite += sign * Tokens.orZero(measure.tokens().cacheWrite());
        to.reasoning += sign * Tokens.orZero(measure.tokens().reasoning());
        to.cost += sign * Tokens.orZero(measure.costNanoUsd());
        to.duration += sign * measure.durationMicros();
        if (measure.quality() != null) {
            to.quality += sign * measure.quality();
            to.qualities += sign;
        }
        if (measure.at().isAfter(to.last)) {
            to.last = measure.at();
        }
        sketch(measure, minute, sign);
    }

    /** Adds to the cost of what has been counted before. */
    public void addCost(Series series, Instant at, long nanoUsd) {
        Counts to = counts.computeIfAbsent(new Key(series, at.truncatedTo(ChronoUnit.MINUTES)), key -> new Counts());
        to.cost += nanoUsd;
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Appends them, in the transaction that stores their spans. */
    public Mono<Void> append(Session session) {
        return session.copy("rollup_delta", countRows())
                .then(session.copy("sketch_delta", sketchRows()))
                .then();
    }

    private void sketch(Measure measure, Instant minute, int sign) {
        Series series = measure.series();
        add(
                new Series(
                        series.workspace(), series.kind(), series.service(), series.provider(), series.model(), "", ""),
                minute,
                measure,
                sign);
        if (series.kind().equals(Series.REQUEST)) {
            add(new Series(series.workspace(), Series.ALL, "", "", "", "", ""), minute, measure, sign);
        }
    }

    private void add(Series series, Instant minute, Measure measure, int sign) {
        Sketches to = sketches.computeIfAbsent(new Key(series, minute), key -> new Sketches());
        to.duration.add((double) measure.durationMicros(), sign);
        if (measure.firstTokenMicros() != null) {
            to.firstToken.add(measure.firstTokenMicros().doubleValue(), sign);
        }
    }

    private CopyRows countRows() {
        var rows = new CopyRows(COUNT_COLUMNS);
        counts.forEach((key, c) -> {
            dimensions(rows, key.series(), key.minute())
                    .add(key.series().apiKey())
                    .add(key.series().status())
                    .add(c.count)
                    .add(c.input)
                    .add(c.output)
                    .add(c.cacheRead)
                    .add(c.cacheWrite)
                    .add(c.reasoning)
                    .add(c.cost)
                    .add(c.duration)
                    .add(c.quality)
                    .add(c.qualities)
                    .add(c.last);
        });
        return rows;
    }

    private CopyRows sketchRows() {
        var rows = new CopyRows(SKETCH_COLUMNS);
        sketches.forEach((key, s) -> {
            dimensions(rows, key.series(), key.minute())
                    .add(s.duration.encode())
                    .add(s.firstToken.encode());
        });
        return rows;
    }

    private static CopyRows dimensions(CopyRows rows, Series series, Instant minute) {
        return rows.startRow()
                .add(series.workspace())
                .add(minute)
                .add(series.kind())
                .add(series.service())
                .add(series.provider())
                .add(series.model());
    }
}
