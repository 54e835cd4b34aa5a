package io.switchgear.router.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.price.ModelPrice;
import io.switchgear.common.problem.FieldError;

/** What prices must be like. */
public final class PriceRules {

    private static final int MODELS = 2000;
    private static final int NAME = 256;

    private PriceRules() {}

    /**
     * The broken rules; empty if there are none.
     *
     * @param field that holds the prices
     */
    public static List<FieldError> check(String field, Map<String, ? extends @Nullable ModelPrice> prices) {
        var errors = new ArrayList<FieldError>();
        if (prices.size() > MODELS) {
            errors.add(new FieldError(field, "must be at most " + MODELS));
        }
        prices.forEach((model, price) -> {
            String path = field + "." + model;
            if (model.isBlank() || model.length() > NAME || model.chars().anyMatch(Character::isISOControl)) {
                errors.add(new FieldError(field, "must name models by 1 to " + NAME + " printable characters"));
            } else if (price == null) {
                errors.add(new FieldError(path, "must have input and output"));
            } else {
                required(path + ".input", price.input(), errors);
                required(path + ".output", price.output(), errors);
                optional(path + ".cached_input", price.cachedInput(), errors);
                optional(path + ".cache_write", price.cacheWrite(), errors);
                optional(path + ".reasoning", price.reasoning(), errors);
            }
        });
        return errors;
    }

    private static void required(String field, @Nullable BigDecimal price, List<FieldError> errors) {
        if (price == null) {
            errors.add(new FieldError(field, "is missing: USD per million tokens"));
        } else {
            optional(field, price, errors);
        }
    }

    private static void optional(String field, @Nullable BigDecimal price, List<FieldError> errors) {
        if (price == null) {
            return;
        }
        if (price.signum() < 0 || price.compareTo(ModelPrice.MAX) > 0) {
            errors.add(new FieldError(field, "must be from 0 to " + ModelPrice.MAX + " USD per million tokens"));
        } else if (price.stripTrailingZeros().scale() > ModelPrice.DIGITS) {
            errors.add(new FieldError(field, "must have at most " + ModelPrice.DIGITS + " decimal places"));
        }
    }
}
