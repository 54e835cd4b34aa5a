package io.switchgear.simulator.provider;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How fast a provider answers.
 *
 * @param latencyMs time to the first token in milliseconds, 0–3,600,000
 * @param tokensPerSecond after the first token; 0 is as fast as the socket takes them
 * @param jitter share by which the latency varies, 0–1
 */
public record Pace(long latencyMs, double tokensPerSecond, double jitter) {

    public Pace {
        check(latencyMs >= 0 && latencyMs <= 3_600_000, "latency_ms is from 0 to 3600000, got " + latencyMs);
        check(
                tokensPerSecond >= 0 && tokensPerSecond <= 1_000_000,
                "tokens_per_second is from 0 (unlimited) to 1000000, got " + tokensPerSecond);
        check(jitter >= 0 && jitter <= 1, "jitter is from 0 to 1, got " + jitter);
    }

    /** This pace with what is not null replaced. */
    public Pace with(@Nullable Long latency, @Nullable Double rate, @Nullable Double spread) {
        return new Pace(
                latency == null ? latencyMs : latency,
                rate == null ? tokensPerSecond : rate,
                spread == null ? jitter : spread);
    }

    /** The latency of one call; {@code random} is in [0, 1). */
    public Duration latency(double random) {
        return Duration.ofNanos(Math.round(latencyMs * 1e6 * (1 + jitter * (2 * random - 1))));
    }

    /** When a token is due after the first one. */
    public Duration after(int tokens) {
        return tokensPerSecond == 0 ? Duration.ZERO : Duration.ofNanos(Math.round(tokens * 1e9 / tokensPerSecond));
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
