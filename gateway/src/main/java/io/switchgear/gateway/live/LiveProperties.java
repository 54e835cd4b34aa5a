package io.switchgear.gateway.live;

import java.time.Duration;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Live connections.
 *
 * @param ticketLifetime how long a ticket can be used
 * @param idleTimeout a client that says nothing for so long, pongs included, is closed with 1008
 */
@Validated
@ConfigurationProperties("switchgear.live")
record LiveProperties(
        @NotNull @DurationMin(millis = 100) @DefaultValue("30s")
        Duration ticketLifetime,

        @NotNull @DurationMin(millis = 100) @DefaultValue("30s")
        Duration idleTimeout) {}
