package io.switchgear.common.limit;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BudgetPeriodTest {

    @Test
    void daysAndMonthsAreThoseOfUtc() {
        Instant leapDay = Instant.parse("2028-02-29T23:59:59.999Z");
        assertThat(BudgetPeriod.DAY.start(leapDay)).isEqualTo("2028-02-29T00:00:00Z");
        assertThat(BudgetPeriod.DAY.end(leapDay)).isEqualTo("2028-03-01T00:00:00Z");
        assertThat(BudgetPeriod.MONTH.start(leapDay)).isEqualTo("2028-02-01T00:00:00Z");
        assertThat(BudgetPeriod.MONTH.end(leapDay)).isEqualTo("2028-03-01T00:00:00Z");
        Instant newYear = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(BudgetPeriod.MONTH.start(newYear)).isEqualTo(newYear);
        assertThat(BudgetPeriod.MONTH.end(newYear)).isEqualTo("2027-02-01T00:00:00Z");
    }
}
