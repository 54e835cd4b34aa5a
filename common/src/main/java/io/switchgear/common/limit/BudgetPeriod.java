package io.switchgear.common.limit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** After what time a budget begins anew, in UTC. */
public enum BudgetPeriod {
    DAY,
    MONTH;

    /** The first moment of the period that {@code now} is in. */
    public Instant start(Instant now) {
        return first(now).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first moment of the next one. */
    public Instant end(Instant now) {
        LocalDate first = first(now);
        return (this == DAY ? first.plusDays(1) : first.plusMonths(1))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private LocalDate first(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return this == DAY ? day : day.withDayOfMonth(1);
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The period by its name on the wire.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static BudgetPeriod of(String wire) {
        return switch (wire) {
            case "day" -> DAY;
            case "month" -> MONTH;
            default -> throw new IllegalArgumentException("must be day or month");
        };
    }
}
