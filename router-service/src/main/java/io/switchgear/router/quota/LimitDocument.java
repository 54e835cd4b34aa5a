package io.switchgear.router.quota;

import java.math.BigDecimal;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.common.limit.Limits;

/**
 * A workspace's limits as an administrator sets them; what is left out is unlimited.
 *
 * @param rpm requests a minute
 * @param tpm tokens a minute
 * @param budgetUsd US dollars a period
 * @param budgetPeriod a month unless said otherwise
 */
record LimitDocument(
        @Nullable @Min(1) @Max(1_000_000_000_000L) Long rpm,
        @Nullable @Min(1) @Max(1_000_000_000_000L) Long tpm,

        @Nullable @DecimalMin("0.000000001") @DecimalMax("1000000000") @Digits(integer = 10, fraction = 9)
        BigDecimal budgetUsd,

        @Nullable BudgetPeriod budgetPeriod) {

    Limits limits() {
        return new Limits(
                rpm,
                tpm,
                budgetUsd == null ? null : budgetUsd.movePointRight(9).longValueExact(),
                budgetUsd != null && budgetPeriod == null ? BudgetPeriod.MONTH : budgetPeriod);
    }
}
