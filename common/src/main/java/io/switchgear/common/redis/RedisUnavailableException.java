package io.switchgear.common.redis;

/** Redis is away: not connected, or it did not answer in time. Callers have their own way without it. */
public final class RedisUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RedisUnavailableException(String message) {
        // No stack trace: it would tell nothing, and an outage makes one for each request.
        super(message, null, false, false);
    }
}
