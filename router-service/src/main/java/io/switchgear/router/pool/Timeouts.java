package io.switchgear.router.pool;

import org.jspecify.annotations.Nullable;

/**
 * Limits in milliseconds; null where the next wider setting holds: pool before provider before the service's own.
 *
 * @param connectMs until a connection is there
 * @param silenceMs without a byte of an answer that is not streamed
 * @param firstTokenMs until the first content of a streamed answer
 * @param streamIdleMs between two pieces of a streamed answer
 * @param retryAfterCapMs how long a {@code Retry-After} is waited for where there is nobody else to ask
 * @param deadlineMs until an answer, or the first content of a streamed one; attempts and fallbacks included
 */
public record Timeouts(
        @Nullable Long connectMs,
        @Nullable Long silenceMs,
        @Nullable Long firstTokenMs,
        @Nullable Long streamIdleMs,
        @Nullable Long retryAfterCapMs,
        @Nullable Long deadlineMs) {

    public static final Timeouts NONE = new Timeouts(null, null, null, null, null, null);

    /** A limit in milliseconds; practically for ever if there is none. */
    public static long millis(@Nullable Long limit) {
        return limit == null ? Long.MAX_VALUE / 4 : limit;
    }

    /** These, and {@code wider} where these say nothing. */
    public Timeouts or(Timeouts wider) {
        return new Timeouts(
                connectMs != null ? connectMs : wider.connectMs,
                silenceMs != null ? silenceMs : wider.silenceMs,
                firstTokenMs != null ? firstTokenMs : wider.firstTokenMs,
                streamIdleMs != null ? streamIdleMs : wider.streamIdleMs,
                retryAfterCapMs != null ? retryAfterCapMs : wider.retryAfterCapMs,
                deadlineMs != null ? deadlineMs : wider.deadlineMs);
    }
}
