package io.switchgear.router.quota;

import java.time.Duration;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How limits are counted.
 *
 * @param lease how long a leased share is good for without being renewed; what a replica that died had leased is free after this
 * @param sync how often replicas tell what they have used, and give back what they do not need
 * @param assumedOutputTokens reserved for the answer to a request that does not limit it
 */
@Validated
@ConfigurationProperties("switchgear.quota")
public record QuotaProperties(
        @DefaultValue("5s") Duration lease,
        @DefaultValue("1s") Duration sync,
        @Min(0) @DefaultValue("1000") int assumedOutputTokens) {}
