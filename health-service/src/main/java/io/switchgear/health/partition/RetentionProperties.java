package io.switchgear.health.partition;

import java.time.Duration;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long rows are kept, in whole days; whole partitions are dropped.
 *
 * @param timeline status changes that timelines are drawn from
 * @param history provider health history, and request counts and latencies of providers
 * @param ledger circuit events
 * @param aggregates load-balancer metrics by day and month; whole months are kept
 * @param hours load-balancer metrics by hour, once they are added up
 * @param minutes request counts and latencies of providers by minute; those by hour stay as long as the history
 * @param interval between two looks at the partitions
 */
@Validated
@ConfigurationProperties("switchgear.retention")
public record RetentionProperties(
        @NotNull @DurationMin(days = 1) @DefaultValue("7d") Duration timeline,

        @NotNull @DurationMin(days = 30) @DefaultValue("30d")
        Duration history,

        @NotNull @DurationMin(days = 1) @DefaultValue("396d")
        Duration ledger,

        @NotNull @DurationMin(days = 1) @DefaultValue("396d")
        Duration aggregates,

        @NotNull @DurationMin(days = 2) @DefaultValue("30d") Duration hours,

        @NotNull @DurationMin(days = 2) @DefaultValue("2d") Duration minutes,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("1h")
        Duration interval) {

    public Duration of(TimeSeries series) {
        return switch (series) {
            case HISTORY, OPERATIONS -> history;
            case LEDGER -> ledger;
            case TIMELINE -> timeline;
            case BALANCER -> aggregates;
        };
    }
}
