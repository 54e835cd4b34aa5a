package io.switchgear.router.delivery;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the spool is emptied.
 *
 * @param period between two looks at the spool; circuit events do not wait for it
 * @param maxBackoff longest pause after failures
 * @param sampleInterval between two samples
 */
@ConfigurationProperties("switchgear.delivery")
record DeliveryProperties(
        @DefaultValue("200ms") Duration period,
        @DefaultValue("5s") Duration maxBackoff,
        @DefaultValue("2s") Duration sampleInterval) {}
