package io.switchgear.router.provider;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.price.ModelPrice;
import io.switchgear.router.pool.Timeouts;

/**
 * One account at an LLM provider.
 *
 * @param workspaceId the tenant
 * @param name unique in the workspace
 * @param type its kind
 * @param baseUrl what its SDK would be given, for example {@code https://api.openai.com/v1}
 * @param apiKey null for providers that want none
 * @param credentials of AWS; null for all others, and for Bedrock with an API key
 * @param settings what its kind wants to be told besides
 * @param models that it serves
 * @param prices of its own by model, {@code *} for all others
 * @param timeouts its own
 * @param revision rises with each change
 * @param createdAt when
 * @param updatedAt when it last changed
 */
public record Provider(
        UUID workspaceId,
        String name,
        ProviderType type,
        String baseUrl,
        @Nullable String apiKey,
        @Nullable AwsCredentials credentials,
        ProviderSettings settings,
        List<String> models,
        Map<String, ModelPrice> prices,
        Timeouts timeouts,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    /** Snapshots of former releases know no settings. */
    @SuppressWarnings("UnusedVariable")
    public Provider {
        settings = Objects.requireNonNullElse(settings, ProviderSettings.NONE);
    }

    /** Whether Azure's API without deployments and dated versions is meant. */
    public boolean azureV1() {
        return type == ProviderType.AZURE_OPENAI
                && (baseUrl.endsWith("/v1") || settings.apiVersion(type).equals("v1"));
    }

    /** Names its own prices on calls. */
    public String priceVersion() {
        return "provider-" + name + "-" + revision;
    }

    /** Never prints the key. */
    @Override
    public String toString() {
        return "Provider[%s/%s %s %s]".formatted(workspaceId, name, type.wire(), baseUrl);
    }
}
