package io.switchgear.common.limit;

import org.jspecify.annotations.Nullable;

/**
 * How much may be used.
 *
 * @param rpm requests a minute; null for no limit
 * @param tpm tokens a minute; null for no limit
 * @param budgetNanoUsd 10⁻⁹ USD a period; null for no limit
 * @param budgetPeriod of the budget; null for a month
 */
public record Limits(
        @Nullable Long rpm,
        @Nullable Long tpm,
        @Nullable Long budgetNanoUsd,
        @Nullable BudgetPeriod budgetPeriod) {

    public static final Limits NONE = new Limits(null, null, null, null);

    public boolean none() {
        return rpm == null && tpm == null && budgetNanoUsd == null;
    }

    public BudgetPeriod period() {
        return budgetPeriod == null ? BudgetPeriod.MONTH : budgetPeriod;
    }
}
