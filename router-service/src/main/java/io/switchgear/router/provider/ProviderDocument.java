package io.switchgear.router.provider;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.price.ModelPrice;
import io.switchgear.router.pool.Timeouts;

/**
 * A provider as an administrator sends it.
 *
 * @param name may be left out where the path names it
 * @param type {@code openai} if absent
 * @param baseUrl what its SDK would be given
 * @param apiKey kept when absent, cleared when empty
 * @param models that it serves
 * @param prices by model, in USD per million tokens; {@code *} for all others
 * @param timeouts in milliseconds
 */
record ProviderDocument(
        @Nullable String name,
        @Nullable String type,
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Nullable List<String> models,
        @Nullable Map<String, ModelPrice> prices,
        @Nullable Timeouts timeouts) {

    /** Never prints the key. */
    @Override
    public String toString() {
        return "ProviderDocument[" + name + "]";
    }
}
