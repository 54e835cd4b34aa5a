package io.switchgear.router.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.switchgear.common.limit.BudgetPeriod;

/**
 * The time that a limit is for: a minute, day or month of UTC.
 *
 * @param start its first moment
 * @param end the first moment after it
 */
record Window(Instant start, Instant end) {

    static Window minute(Instant now) {
        Instant start = now.truncatedTo(ChronoUnit.MINUTES);
        return new Window(start, start.plusSeconds(60));
    }

    static Window of(BudgetPeriod period, Instant now) {
        return new Window(period.start(now), period.end(now));
    }

    /** Of a budget's window. */
    BudgetPeriod period() {
        return Duration.between(start, end).toDays() > 1 ? BudgetPeriod.MONTH : BudgetPeriod.DAY;
    }
}
