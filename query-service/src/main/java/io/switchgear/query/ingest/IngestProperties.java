package io.switchgear.query.ingest;

import java.time.Duration;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Telemetry in.
 *
 * @param maxBody largest body, before and after decompression
 * @param maxInFlight bytes of bodies that are being worked on, all requests together; what is more is told to come back
 * @param maxSpansPerCommit spans, or metric points, of different requests that share a commit
 * @param maxWaiting spans, and as many metric points, that may wait for a commit; one workspace's may be half of them
 * @param commits commits of either at a time; a workspace never has more than one
 * @param commitTimeout a commit that takes longer has failed
 * @param retryAfter when to come back
 */
@Validated
@ConfigurationProperties("switchgear.ingest")
public record IngestProperties(
        @NotNull @DefaultValue("16MB") DataSize maxBody,
        @NotNull @DefaultValue("48MB") DataSize maxInFlight,
        @Min(1) @DefaultValue("5000") int maxSpansPerCommit,
        @Min(1) @DefaultValue("50000") int maxWaiting,
        @Min(1) @DefaultValue("2") int commits,
        @NotNull @DefaultValue("30s") Duration commitTimeout,
        @NotNull @DefaultValue("1s") Duration retryAfter) {}
