package io.switchgear.router.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.FieldError;
import io.switchgear.router.pool.TimeoutRules;
import io.switchgear.router.price.PriceRules;

/** What a provider must be like; its address is checked apart. */
final class ProviderRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    /** What may stand in a header. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{0,4096}");

    private ProviderRules() {}

    /** The broken rules; empty if there are none. */
    static List<FieldError> check(String name, ProviderDocument provider) {
        var errors = new ArrayList<FieldError>();
        if (!NAME.matcher(name).matches()) {
            errors.add(new FieldError(
                    "name",
                    "must be 1 to 128 letters, digits, dots, colons, dashes or underscores, starting with a letter or"
                            + " digit"));
        }
        if (provider.name() != null && !provider.name().equals(name)) {
            errors.add(new FieldError("name", "must be the name that the path has"));
        }
        if (provider.type() != null && ProviderType.find(provider.type()).isEmpty()) {
            errors.add(new FieldError("type", "must be one of " + types()));
        }
        if (provider.baseUrl() == null) {
            errors.add(new FieldError("base_url", "must be an absolute http or https URL"));
        }
        if (provider.apiKey() != null && !KEY.matcher(provider.apiKey()).matches()) {
            errors.add(new FieldError("api_key", "must be printable ASCII characters without spaces, at most 4096"));
        }
        models(provider.models(), errors);
        if (provider.prices() != null) {
            errors.addAll(PriceRules.check("prices", provider.prices()));
        }
        if (provider.timeouts() != null) {
            errors.addAll(TimeoutRules.check(provider.timeouts()));
        }
        return errors;
    }

    private static String types() {
        return List.of(ProviderType.values()).stream().map(ProviderType::wire).collect(Collectors.joining(", "));
    }

    private static void models(@Nullable List<String> models, List<FieldError> errors) {
        if (models == null) {
            return;
        }
        if (models.size() > 500) {
            errors.add(new FieldError("models", "must be at most 500"));
        }
        for (int i = 0; i < models.size(); i++) {
            if (!model(models.get(i))) {
                errors.add(new FieldError("models[" + i + "]", "must be 1 to 256 printable characters"));
            }
        }
    }

    private static boolean model(@Nullable String model) {
        return model != null
                && !model.isBlank()
                && model.length() <= 256
                && model.chars().noneMatch(Character::isISOControl);
    }
}
