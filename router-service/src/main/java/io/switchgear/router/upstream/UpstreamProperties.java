package io.switchgear.router.upstream;

import java.time.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.switchgear.router.pool.Timeouts;

/**
 * Connections to providers, and the time-outs that hold where neither pool nor provider sets its own.
 *
 * @param maxConnections per provider
 * @param maxIdle after which an unused connection is closed
 * @param connect until a connection is there
 * @param silence without a byte of an answer that is not streamed
 * @param firstToken until the first content of a streamed answer
 * @param streamIdle between two pieces of a streamed answer
 * @param retryAfterCap how long a {@code Retry-After} is waited for where there is nobody else to ask
 * @param deadline until an answer, or the first content of a streamed one
 */
@Validated
@ConfigurationProperties("switchgear.upstream")
public record UpstreamProperties(
        @Min(1) @Max(10_000) @DefaultValue("500") int maxConnections,
        @DefaultValue("20s") Duration maxIdle,
        @DefaultValue("2s") Duration connect,
        @DefaultValue("30s") Duration silence,
        @DefaultValue("15s") Duration firstToken,
        @DefaultValue("20s") Duration streamIdle,
        @DefaultValue("10s") Duration retryAfterCap,
        @DefaultValue("120s") Duration deadline) {

    /** The defaults as time-outs, each of them set. */
    public Timeouts timeouts() {
        return new Timeouts(
                connect.toMillis(),
                silence.toMillis(),
                firstToken.toMillis(),
                streamIdle.toMillis(),
                retryAfterCap.toMillis(),
                deadline.toMillis());
    }
}
