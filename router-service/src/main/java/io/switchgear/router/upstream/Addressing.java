package io.switchgear.router.upstream;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

import io.switchgear.router.provider.Provider;

/**
 * Where each kind of provider is called, and how it wants to be told who calls. Base URLs are given as to the provider's own SDK:
 * OpenAI's with {@code /v1}, Anthropic's without, Azure's and Google's as a host alone; the other ways work, too.
 */
final class Addressing {

    private Addressing() {}

    /** @param path below the versioned base URL */
    static String url(Provider provider, String path) {
        String base = provider.baseUrl();
        boolean bare = base.indexOf('/', base.indexOf("://") + 3) < 0;
        return switch (provider.type()) {
            case ANTHROPIC -> base.endsWith("/v1") ? base + path : base + "/v1" + path;
            case GEMINI -> bare ? base + "/" + provider.settings().apiVersion(provider.type()) + path : base + path;
            case AZURE_OPENAI -> azure(provider, path);
            case BEDROCK -> base + path;
            default -> bare ? base + "/v1" + path : base + path;
        };
    }

    private static String azure(Provider provider, String path) {
        String base = provider.baseUrl();
        boolean versioned = base.endsWith("/v1");
        String root = versioned || base.endsWith("/openai") ? base : base + "/openai";
        if (provider.azureV1() || path.equals("/responses")) {
            return (versioned ? root : root + "/v1") + path;
        }
        return root + path + "?api-version=" + provider.settings().apiVersion(provider.type());
    }

    static void authorise(Provider provider, HttpHeaders headers) {
        headers.set("user-agent", "switchgear");
        String key = provider.apiKey();
        switch (provider.type()) {
            case ANTHROPIC -> {
                if (!headers.contains("anthropic-version")) {
                    headers.set("anthropic-version", provider.settings().apiVersion(provider.type()));
                }
                set(headers, "x-api-key", key);
            }
            case GEMINI -> set(headers, "x-goog-api-key", key);
            case AZURE_OPENAI -> set(headers, "api-key", key);
            // Signed by Amazon's own client, or with one of Bedrock's API keys.
            case BEDROCK ->
                set(headers, "authorization", provider.credentials() != null || key == null ? null : "Bearer " + key);
            default -> set(headers, "authorization", key == null ? null : "Bearer " + key);
        }
    }

    private static void set(HttpHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.set(name, value);
        }
    }
}
