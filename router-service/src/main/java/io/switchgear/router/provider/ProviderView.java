package io.switchgear.router.provider;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.price.ModelPrice;
import io.switchgear.router.pool.Timeouts;

/**
 * A provider as an administrator sees it: without its key.
 *
 * @param name unique in the workspace
 * @param type its kind
 * @param baseUrl what its SDK would be given
 * @param apiKeySet whether there is a key
 * @param region AWS region; null if it needs none
 * @param apiVersion of its API; null for the default
 * @param accessKeyId AWS access key; null for none
 * @param secretAccessKeySet whether there is a secret for it
 * @param models that it serves
 * @param prices its own by model, in USD per million tokens
 * @param timeouts in milliseconds
 * @param revision rises with each change; the {@code ETag}
 * @param createdAt when
 * @param updatedAt when it last changed
 */
record ProviderView(
        String name,
        ProviderType type,
        String baseUrl,
        boolean apiKeySet,
        @Nullable String region,
        @Nullable String apiVersion,
        @Nullable String accessKeyId,
        boolean secretAccessKeySet,
        List<String> models,
        Map<String, ModelPrice> prices,
        Timeouts timeouts,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    static ProviderView of(Provider provider) {
        AwsCredentials credentials = provider.credentials();
        return new ProviderView(
                provider.name(),
                provider.type(),
                provider.baseUrl(),
                provider.apiKey() != null,
                provider.settings().region(),
                provider.settings().apiVersion(),
                credentials == null ? null : credentials.accessKeyId(),
                credentials != null,
                provider.models(),
                provider.prices(),
                provider.timeouts(),
                provider.revision(),
                provider.createdAt(),
                provider.updatedAt());
    }
}
