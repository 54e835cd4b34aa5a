package io.switchgear.query.trace;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.Session;
import io.switchgear.query.rollup.Deltas;
import io.switchgear.query.rollup.Measure;
import io.switchgear.query.rollup.Series;
import io.switchgear.query.span.Span;
import io.switchgear.query.span.SpanRole;
import io.switchgear.query.span.Tokens;

import static io.switchgear.query.bulk.Columns.required;

/** Brings traces up to date with newly stored spans, and corrects what counts where these change it. */
public final class TraceUpdate {

    private TraceUpdate() {}

    /** A stored inference span, with what it added to the rollups. */
    private record Inference(Inferences.Node node, boolean counted, Measure measure, long attempts) {}

    /** Those of the spans' traces that are stored, under the workspaces' locks. */
    public static Mono<Map<TraceKey, TraceRow>> stored(Session session, List<Span> spans) {
        var keys = spans.stream().map(TraceKey::of).distinct().toList();
        LocalDate from =
                spans.stream().map(Span::day).min(Comparator.naturalOrder()).orElseThrow();
        LocalDate to =
                spans.stream().map(Span::day).max(Comparator.naturalOrder()).orElseThrow();
        return TraceTable.load(session, keys, from, to);
    }

    /**
     * Adds {@code added} to their traces and corrections to {@code deltas}, under the workspaces' locks.
     *
     * @param stored by {@link #stored}
     * @return the traces as they are now
     */
    public static Mono<List<TraceRow>> apply(
            Session session, Map<TraceKey, TraceRow> stored, List<Span> added, Deltas deltas) {
        return correct(session, merge(stored, added), deltas)
                .flatMap(rows -> write(session, stored, rows).thenReturn(rows));
    }

    private static Mono<Void> write(Session session, Map<TraceKey, TraceRow> stored, List<TraceRow> rows) {
        var known = rows.stream().collect(Collectors.partitioningBy(row -> stored.containsKey(row.key())));
        return TraceTable.append(session, known.getOrDefault(false, List.of()))
                .then(TraceTable.update(session, known.getOrDefault(true, List.of())));
    }

    private static Collection<TraceRow> merge(Map<TraceKey, TraceRow> stored, List<Span> added) {
        var rows = new LinkedHashMap<TraceKey, TraceRow>();
        for (Span span : added) {
            TraceKey key = TraceKey.of(span);
            TraceRow row = rows.getOrDefault(key, stored.get(key));
            rows.put(key, row == null ? TraceRow.first(span) : row.with(span));
        }
        return rows.values();
    }

    private static Mono<List<TraceRow>> correct(Session session, Collection<TraceRow> rows, Deltas deltas) {
        return Flux.fromIterable(rows)
                .concatMap(row -> row.mixed() ? correct(session, row, deltas) : Mono.just(row))
                .collectList();
    }

    private static Mono<TraceRow> correct(Session session, TraceRow row, Deltas deltas) {
        return session.query(
                        """
                        select * from spans where workspace_id = $1 and trace_id = $2 and day between $3 and $4
                        """,
                        TraceUpdate::inference,
                        row.key().workspace(),
                        row.key().traceId(),
                        row.days().first(),
                        row.days().last())
                .collectList()
                .flatMap(spans -> {
                    var covered = Inferences.countedElsewhere(
                            spans.stream().map(Inference::node).toList());
                    var changed = spans.stream()
                            .filter(span -> span.node().role() == SpanRole.INFERENCE)
                            .filter(span -> span.counted()
                                    == covered.contains(span.node().spanId()))
                            .toList();
                    return change(session, row, changed, deltas);
                });
    }

    private static Mono<TraceRow> change(Session session, TraceRow row, List<Inference> changed, Deltas deltas) {
        if (changed.isEmpty()) {
            return Mono.just(row);
        }
        TraceRow.Sums sums = row.sums();
        for (Inference span : changed) {
            int sign = span.counted() ? -1 : 1;
            deltas.add(span.measure(), sign);
            sums = sums.counted(
                    sign * Tokens.orZero(span.measure().tokens().input()),
                    sign * Tokens.orZero(span.measure().tokens().output()),
                    sign * Tokens.orZero(span.measure().costNanoUsd()),
                    sign * span.attempts());
        }
        return session.execute(
                        """
                        update spans set counted = not counted
                        where workspace_id = $1 and trace_id = $2 and span_id = any($3) and day between $4 and $5
                            and role = 'inference'
                        """,
                        row.key().workspace(),
                        row.key().traceId(),
                        changed.stream().map(span -> span.node().spanId()).toArray(Long[]::new),
                        row.days().first(),
                        row.days().last())
                .thenReturn(row.withSums(sums));
    }

    /** What a span adds to the rollups where it counts. */
    public static Measure measure(Span span, String kind) {
        return new Measure(
                Series.of(span, kind),
                span.startedAt(),
                span.durationMicros(),
                span.call().tokens(),
                span.call().costNanoUsd(),
                span.call().firstTokenMicros(),
                span.call().quality());
    }

    private static Inference inference(Readable row) {
        Long attempts = row.get("attempts", Long.class);
        return new Inference(
                new Inferences.Node(
                        required(row, "span_id", Long.class),
                        row.get("parent_span_id", Long.class),
                        SpanRole.of(required(row, "role", String.class))),
                required(row, "counted", Boolean.class),
                new Measure(
                        Series.of(row),
                        required(row, "started_at", Instant.class),
                        required(row, "duration_us", Long.class),
                        new Tokens(
                                row.get("input_tokens", Long.class),
                                row.get("output_tokens", Long.class),
                                row.get("cache_read_tokens", Long.class),
                                row.get("cache_write_tokens", Long.class),
                                row.get("reasoning_tokens", Long.class)),
                        row.get("cost_nano_usd", Long.class),
                        row.get("first_token_us", Long.class),
                        row.get("quality", Double.class)),
                attempts == null ? 1 : attempts);
    }
}
