package io.switchgear.common.identity;

import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.common.limit.Limits;

/** A key's limits in its token: they reach whoever counts with the call itself, so that nobody has to ask the gateway for them. */
final class LimitsClaim {

    private LimitsClaim() {}

    /** Null, that is no claim, without any limit. */
    static @Nullable Map<String, Object> write(Limits limits) {
        if (limits.none()) {
            return null;
        }
        var claim = new LinkedHashMap<String, Object>();
        put(claim, "rpm", limits.rpm());
        put(claim, "tpm", limits.tpm());
        put(claim, "budget_nano_usd", limits.budgetNanoUsd());
        put(
                claim,
                "budget_period",
                limits.budgetPeriod() == null ? null : limits.budgetPeriod().wire());
        return claim;
    }

    private static void put(Map<String, Object> claim, String name, @Nullable Object value) {
        if (value != null) {
            claim.put(name, value);
        }
    }

    /** @throws ParseException for a claim of another shape: a limit that cannot be read must not mean none */
    static Limits read(@Nullable Map<String, Object> claim) throws ParseException {
        if (claim == null) {
            return Limits.NONE;
        }
        Object period = claim.get("budget_period");
        return new Limits(
                number(claim.get("rpm")),
                number(claim.get("tpm")),
                number(claim.get("budget_nano_usd")),
                period == null ? null : BudgetPeriod.of(period.toString()));
    }

    private static @Nullable Long number(@Nullable Object value) throws ParseException {
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new ParseException("A limit is no number.", 0);
    }
}
