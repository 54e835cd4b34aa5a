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
 * @param region AWS region; for Bedrock only
 * @param apiVersion of the provider's API
 * @param accessKeyId AWS access key, for Bedrock only; kept when absent, cleared when empty
 * @param secretAccessKey of it; kept when absent
 * @param sessionToken of temporary credentials; goes with the secret
 * @param models that it serves
 * @param prices by model, in USD per million tokens; {@code *} for all others
 * @param timeouts in milliseconds
 */
record ProviderDocument(
        @Nullable String name,
        @Nullable String type,
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Nullable String region,
        @Nullable String apiVersion,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable List<String> models,
        @Nullable Map<String, ModelPrice> prices,
        @Nullable Timeouts timeouts) {

    /** Never prints keys. */
    @Override
    public String toString() {
        return "ProviderDocument[" + name + "]";
    }
}
