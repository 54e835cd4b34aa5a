package io.switchgear.query.trace;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.switchgear.query.span.GenAiCall;
import io.switchgear.query.span.Span;
import io.switchgear.query.span.SpanRole;
import io.switchgear.query.span.SpanStatus;
import io.switchgear.query.span.Text;
import io.switchgear.query.span.Tokens;

/**
 * What lists show of a trace, built up span by span in whatever order they arrive.
 *
 * @param key whose and which
 * @param day the partition: day of the first span to arrive
 * @param listedAt what lists are sorted by: start of the first span to arrive; never changes, so that paging is stable
 * @param days the days that its spans start on
 * @param entry the span that stands for the trace
 * @param call the GenAI call that provider and model are shown of; null if it has none
 * @param sums over its requests
 * @param error type and message of the first error to arrive
 * @param search names and errors of its spans, one a line, in lower case: what free text is matched against
 */
public record TraceRow(
        TraceKey key,
        LocalDate day,
        Instant listedAt,
        Days days,
        Entry entry,
        @Nullable Call call,
        Sums sums,
        @Nullable String error,
        String search) {

    private static final int MAX_SEARCH = 2048;

    /** Names leave room for errors. */
    private static final int MAX_NAMES = 1024;

    /** First and last day that a span of the trace starts on. */
    public record Days(LocalDate first, LocalDate last) {

        Days with(LocalDate day) {
            return new Days(day.isBefore(first) ? day : first, day.isAfter(last) ? day : last);
        }
    }

    /** The span that stands for the trace: its root, or until one has come, the one that started first. */
    public record Entry(
            long spanId,
            boolean root,
            Instant startedAt,
            long durationMicros,
            String name,
            String service,
            SpanStatus status) {

        static Entry of(Span span) {
            return new Entry(
                    span.spanId(),
                    span.parentSpanId() == null,
                    span.startedAt(),
                    span.durationMicros(),
                    span.name(),
                    span.service(),
                    span.status());
        }

        Entry or(Entry other) {
            if (root != other.root) {
                return root ? this : other;
            }
            int order = startedAt.compareTo(other.startedAt);
            return order < 0 || (order == 0 && spanId <= other.spanId) ? this : other;
        }
    }

    /** The first GenAI call of the trace. */
    public record Call(
            long spanId,
            Instant startedAt,
            @Nullable String provider,
            @Nullable String requestModel,
            @Nullable String responseModel) {

        static Call of(Span span) {
            GenAiCall call = span.call();
            return new Call(
                    span.spanId(), span.startedAt(), call.provider(), call.requestModel(), call.responseModel());
        }

        Call or(@Nullable Call other) {
            if (other == null) {
                return this;
            }
            int order = startedAt.compareTo(other.startedAt);
            return order < 0 || (order == 0 && spanId <= other.spanId) ? this : other;
        }
    }

    /**
     * Sums over the requests of the trace, that is, over what counts.
     *
     * @param spans all spans
     * @param requests the router's request spans
     * @param inferences the customer's own GenAI calls, whether they count or not
     */
    public record Sums(
            long inputTokens,
            long outputTokens,
            long costNanoUsd,
            long attempts,
            long spans,
            long requests,
            long inferences) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0);

        Sums seen(SpanRole role) {
            return new Sums(
                    inputTokens,
                    outputTokens,
                    costNanoUsd,
                    attempts,
                    spans + 1,
                    requests + (role == SpanRole.REQUEST ? 1 : 0),
                    inferences + (role == SpanRole.INFERENCE ? 1 : 0));
        }

        Sums counted(long input, long output, long cost, long tries) {
            return new Sums(
                    inputTokens + input,
                    outputTokens + output,
                    costNanoUsd + cost,
                    attempts + tries,
                    spans,
                    requests,
                    inferences);
        }
    }

    static TraceRow first(Span span) {
        return new TraceRow(
                        new TraceKey(span.workspace(), span.traceId()),
                        span.day(),
                        span.startedAt(),
                        new Days(span.day(), span.day()),
                        Entry.of(span),
                        null,
                        Sums.NONE,
                        null,
                        "")
                .with(span);
    }

    /** The row with one span more, counted as if it stood alone. */
    TraceRow with(Span span) {
        GenAiCall its = span.call();
        Sums seen = sums.seen(span.role());
        boolean failed = span.status() == SpanStatus.ERROR;
        String named = added(search, span.name(), MAX_NAMES);
        return new TraceRow(
                key,
                day,
                listedAt,
                days.with(span.day()),
                Entry.of(span).or(entry),
                span.countsAlone() ? Call.of(span).or(call) : call,
                span.countsAlone()
                        ? seen.counted(
                                Tokens.orZero(its.tokens().input()),
                                Tokens.orZero(its.tokens().output()),
                                Tokens.orZero(its.costNanoUsd()),
                                its.attempts() == null ? 1 : its.attempts())
                        : seen,
                error == null && failed ? errorOf(span) : error,
                failed ? added(named, errorOf(span), MAX_SEARCH) : named);
    }

    TraceRow withSums(Sums corrected) {
        return new TraceRow(key, day, listedAt, days, entry, call, corrected, error, search);
    }

    TraceShape shape() {
        return TraceShape.of(entry, call);
    }

    /** Hash of {@link #search}. */
    long textId() {
        return Text.hash(search);
    }

    /** Whether a customer's own call and the router's may be the same inference. */
    boolean mixed() {
        return sums.requests() > 0 && sums.inferences() > 0;
    }

    /** Each line once. */
    private static String added(String lines, @Nullable String text, int limit) {
        if (text == null || lines.length() >= limit) {
            return lines;
        }
        String line = text.toLowerCase(Locale.ROOT);
        if (("\n" + lines + "\n").contains("\n" + line + "\n")) {
            return lines;
        }
        return Text.bounded(lines.isEmpty() ? line : lines + "\n" + line, limit);
    }

    private static @Nullable String errorOf(Span span) {
        String type = span.errorType() == null ? "" : span.errorType();
        String message = span.statusMessage() == null ? "" : span.statusMessage();
        return Text.boundedOrNull((type + " " + message).strip(), 1024);
    }
}
