package io.switchgear.router.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.switchgear.common.price.ModelPrice;
import io.switchgear.common.price.PriceBooks;
import io.switchgear.common.problem.FieldError;
import io.switchgear.common.problem.ProblemException;

/**
 * Prices as an administrator sets them. Kinds are looked at one by one: a misspelt one, ignored like an unknown field, would be billed.
 *
 * @param unit may be left out
 * @param overrides by model, {@code *} for all others, then by kind: {@code input}, {@code output}, {@code cached_input},
 *     {@code cache_write}, {@code reasoning}
 */
record PriceDocument(
        @Schema(allowableValues = PriceBooks.UNIT) @Nullable String unit,
        @Nullable Map<String, @Nullable Map<String, @Nullable BigDecimal>> overrides) {

    private static final List<String> KINDS = List.of("input", "output", "cached_input", "cache_write", "reasoning");
    private static final String FIELD = "overrides";

    /** @throws ProblemException 422 with every field at fault */
    @SuppressWarnings("NullAway") // A price without input or output is refused below, with its field named.
    Map<String, ModelPrice> checked() {
        var errors = new ArrayList<FieldError>();
        var prices = new LinkedHashMap<String, @Nullable ModelPrice>();
        if (unit != null && !unit.equals(PriceBooks.UNIT)) {
            errors.add(new FieldError("unit", "must be " + PriceBooks.UNIT));
        }
        if (overrides == null) {
            errors.add(new FieldError(FIELD, "is missing: prices by model"));
        } else {
            overrides.forEach((model, kinds) -> {
                if (kinds == null) {
                    prices.put(model, null);
                    return;
                }
                kinds.keySet().stream()
                        .filter(kind -> !KINDS.contains(kind))
                        .forEach(kind -> errors.add(new FieldError(
                                FIELD + "." + model + "." + kind, "must be one of " + String.join(", ", KINDS))));
                prices.put(
                        model,
                        new ModelPrice(
                                kinds.get("input"),
                                kinds.get("output"),
                                kinds.get("cached_input"),
                                kinds.get("cache_write"),
                                kinds.get("reasoning")));
            });
        }
        errors.addAll(PriceRules.check(FIELD, prices));
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return prices;
    }
}
