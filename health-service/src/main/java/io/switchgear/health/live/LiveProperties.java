package io.switchgear.health.live;

import java.time.Duration;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Live updates.
 *
 * @param ping time between two pings of a client
 * @param missedPings so many unanswered pings end a connection
 * @param batch changes within this time reach clients together
 * @param refresh how often states are read though nobody announced a change
 * @param slowest how long a message may wait for a client that does not read, before its connection ends
 * @param longest how long a connection lasts, after which a client comes back with a new ticket
 * @param maxConnections of this replica
 */
@Validated
@ConfigurationProperties("switchgear.live")
record LiveProperties(
        @NotNull @DurationMin(millis = 10) @DefaultValue("5s")
        Duration ping,

        @Min(1) @DefaultValue("3") int missedPings,

        @NotNull @DurationMin(millis = 1) @DefaultValue("100ms")
        Duration batch,

        @NotNull @DurationMin(millis = 100) @DefaultValue("5s")
        Duration refresh,

        @NotNull @DurationMin(millis = 10) @DefaultValue("10s")
        Duration slowest,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("1h")
        Duration longest,

        @Min(1) @DefaultValue("5000") int maxConnections) {}
