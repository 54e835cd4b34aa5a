package io.switchgear.query.trace;

import org.jspecify.annotations.Nullable;

import io.switchgear.query.span.SpanStatus;
import io.switchgear.query.span.Text;

/**
 * What the columns of the list can be filtered by: traces are many, shapes few.
 *
 * @param status of the entry span
 * @param service of the entry span
 * @param provider of the call
 * @param requestModel asked for
 * @param responseModel that answered
 * @param underMicros a power of four that the duration is below
 */
record TraceShape(
        SpanStatus status,
        String service,
        @Nullable String provider,
        @Nullable String requestModel,
        @Nullable String responseModel,
        long underMicros) {

    private static final long SHORTEST = 1024;
    private static final long LONGEST = Long.MAX_VALUE / 4;

    static TraceShape of(TraceRow.Entry entry, TraceRow.@Nullable Call call) {
        return new TraceShape(
                entry.status(),
                entry.service(),
                call == null ? null : call.provider(),
                call == null ? null : call.requestModel(),
                call == null ? null : call.responseModel(),
                above(entry.durationMicros()));
    }

    /** Hash of all of them; never 0, by which a trace says that it has no shape yet. */
    long id() {
        long hash = Text.hash(status.wire()
                + '\n'
                + service
                + '\n'
                + provider
                + '\n'
                + requestModel
                + '\n'
                + responseModel
                + '\n'
                + underMicros);
        return hash == 0 ? 1 : hash;
    }

    private static long above(long micros) {
        long bound = SHORTEST;
        while (bound <= micros && bound < LONGEST) {
            bound *= 4;
        }
        return bound;
    }
}
