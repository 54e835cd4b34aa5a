package io.switchgear.health.partition;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** The tables that are partitioned by day. */
public enum TimeSeries {
    HISTORY("provider_health_history"),
    LEDGER("circuit_breaker_events"),
    TIMELINE("circuit_breaker_history"),
    BALANCER("load_balancer_metrics"),
    OPERATIONS("provider_operations");

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final String table;

    TimeSeries(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }

    String prefix() {
        return table + "_p";
    }

    String partition(LocalDate day) {
        return prefix() + DAY.format(day);
    }

    LocalDate day(String partition) {
        return LocalDate.parse(partition.substring(prefix().length()), DAY);
    }
}
