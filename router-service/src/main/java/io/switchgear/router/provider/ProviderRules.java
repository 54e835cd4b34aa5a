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

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+){1,3}-[0-9]");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.-]{1,32}");

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
        if (provider.baseUrl() == null && !ProviderType.BEDROCK.wire().equals(provider.type())) {
            errors.add(new FieldError("base_url", "must be an absolute http or https URL"));
        }
        if (provider.apiKey() != null && !KEY.matcher(provider.apiKey()).matches()) {
            errors.add(new FieldError("api_key", "must be printable ASCII characters without spaces, at most 4096"));
        }
        settings(provider, errors);
        models(provider.models(), errors);
        if (provider.prices() != null) {
            errors.addAll(PriceRules.check("prices", provider.prices()));
        }
        if (provider.timeouts() != null) {
            errors.addAll(TimeoutRules.check(provider.timeouts()));
        }
        return errors;
    }

    private static void settings(ProviderDocument provider, List<FieldError> errors) {
        boolean bedrock = ProviderType.BEDROCK.wire().equals(provider.type());
        if (bedrock
                && (provider.region() == null
                        || !REGION.matcher(provider.region()).matches())) {
            errors.add(new FieldError("region", "must be an AWS region, for example us-east-1"));
        }
        if (!bedrock) {
            only("region", provider.region(), errors);
            only("access_key_id", provider.accessKeyId(), errors);
            only("secret_access_key", provider.secretAccessKey(), errors);
            only("session_token", provider.sessionToken(), errors);
        }
        if (provider.apiVersion() != null
                && !VERSION.matcher(provider.apiVersion()).matches()) {
            errors.add(new FieldError("api_version", "must be 1 to 32 letters, digits, dots or dashes"));
        }
        key("access_key_id", provider.accessKeyId(), errors);
        key("secret_access_key", provider.secretAccessKey(), errors);
        key("session_token", provider.sessionToken(), errors);
    }

    /**
     * What Bedrock is called with: an API key, or a pair of keys that belong together.
     *
     * @param former null for none
     */
    static List<FieldError> credentials(ProviderDocument provider, boolean apiKey, @Nullable AwsCredentials former) {
        if (!ProviderType.BEDROCK.wire().equals(provider.type())) {
            return List.of();
        }
        String id = provider.accessKeyId() == null && former != null ? former.accessKeyId() : provider.accessKeyId();
        boolean sameKey = former != null && former.accessKeyId().equals(id);
        if (id == null || id.isEmpty()) {
            return apiKey
                    ? List.of()
                    : List.of(new FieldError("access_key_id", "must be given, or api_key with a Bedrock API key"));
        }
        return provider.secretAccessKey() == null && !sameKey
                ? List.of(new FieldError("secret_access_key", "must be given with a new access_key_id"))
                : List.of();
    }

    private static void only(String field, @Nullable String value, List<FieldError> errors) {
        if (value != null) {
            errors.add(new FieldError(field, "is for providers of type bedrock only"));
        }
    }

    private static void key(String field, @Nullable String value, List<FieldError> errors) {
        if (value != null && !KEY.matcher(value).matches()) {
            errors.add(new FieldError(field, "must be printable ASCII characters without spaces, at most 4096"));
        }
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
