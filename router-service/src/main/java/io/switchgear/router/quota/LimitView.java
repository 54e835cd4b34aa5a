package io.switchgear.router.quota;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.common.limit.Limits;
import io.switchgear.router.limit.WorkspaceLimits;

/**
 * A workspace's limits and what is used of them now.
 *
 * @param rpm requests a minute; null for no limit
 * @param tpm tokens a minute; null for no limit
 * @param budgetUsd US dollars a period; null for no limit
 * @param budgetPeriod of the budget
 * @param revision rises with each change; the {@code ETag}
 * @param shared whether the limits hold over all replicas; if not, Redis is away and each replica counts for itself
 * @param requests of this minute; null without a limit
 * @param tokens of this minute, those reserved for calls under way included; null without a limit
 * @param budget of this period, what is reserved for calls under way included; null without a limit
 * @param updatedAt null if there never were any
 * @param updatedBy who set them
 */
record LimitView(
        @Nullable Long rpm,
        @Nullable Long tpm,
        @Nullable BigDecimal budgetUsd,
        @Nullable BudgetPeriod budgetPeriod,
        long revision,
        boolean shared,
        @Nullable Use requests,
        @Nullable Use tokens,
        @Nullable BudgetUse budget,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {

    /**
     * Use of a limit a minute.
     *
     * @param used by all replicas
     * @param remaining what is left of it
     * @param resetsAt when it begins anew
     */
    record Use(long used, long remaining, Instant resetsAt) {

        static @Nullable Use of(@Nullable Share share) {
            return share == null
                    ? null
                    : new Use(share.total(), left(share), share.window().end());
        }
    }

    /**
     * Use of a budget.
     *
     * @param usedUsd by all replicas
     * @param remainingUsd what is left of it
     * @param resetsAt when it begins anew
     */
    record BudgetUse(BigDecimal usedUsd, BigDecimal remainingUsd, Instant resetsAt) {

        static @Nullable BudgetUse of(@Nullable Share share) {
            return share == null
                    ? null
                    : new BudgetUse(
                            usd(share.total()), usd(left(share)), share.window().end());
        }
    }

    private static long left(Share share) {
        return Math.max(0, share.limit() - share.total());
    }

    static BigDecimal usd(long nano) {
        return nano == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(nano, 9).stripTrailingZeros();
    }

    static LimitView of(
            WorkspaceLimits set,
            boolean shared,
            @Nullable Share requests,
            @Nullable Share tokens,
            @Nullable Share budget) {
        Limits limits = set.limits();
        Long nano = limits.budgetNanoUsd();
        boolean never = set.revision() == 0;
        return new LimitView(
                limits.rpm(),
                limits.tpm(),
                nano == null ? null : usd(nano),
                limits.budgetPeriod(),
                set.revision(),
                shared,
                Use.of(requests),
                Use.of(tokens),
                BudgetUse.of(budget),
                never ? null : set.updatedAt(),
                never ? null : set.updatedBy());
    }
}
