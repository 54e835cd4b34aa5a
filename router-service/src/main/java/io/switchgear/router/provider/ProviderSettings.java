package io.switchgear.router.provider;

import org.jspecify.annotations.Nullable;

/**
 * What some kinds of providers want to be told besides.
 *
 * @param region AWS region; Bedrock only
 * @param apiVersion of the provider's API; null for its default
 */
public record ProviderSettings(
        @Nullable String region, @Nullable String apiVersion) {

    public static final ProviderSettings NONE = new ProviderSettings(null, null);

    /** The version, or the one that the router was written against. */
    public String apiVersion(ProviderType type) {
        return apiVersion != null ? apiVersion : type.apiVersion();
    }
}
