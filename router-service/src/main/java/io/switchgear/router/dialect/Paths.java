package io.switchgear.router.dialect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.switchgear.router.provider.Provider;
import io.switchgear.router.provider.ProviderType;

/** Where providers take requests, below their versioned base URLs. */
final class Paths {

    private Paths() {}

    /** Of the provider's own operation that is closest to the caller's. */
    static String of(Provider provider, Operation operation, String model, boolean stream) {
        return switch (provider.type().dialect()) {
            case OPENAI -> {
                // What is translated goes to chat completions, which all of them know.
                String path = Adapters.same(provider.type(), operation) ? operation.path() : Operation.CHAT.path();
                yield provider.type() == ProviderType.AZURE_OPENAI ? azure(provider, path, model) : path;
            }
            case ANTHROPIC -> Operation.MESSAGES.path();
            case GEMINI -> {
                String name = model.contains("/") ? model : "models/" + encoded(model);
                if (operation == Operation.EMBEDDINGS) {
                    yield "/" + name + ":batchEmbedContents";
                }
                yield "/" + name + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
            }
            case BEDROCK -> throw new IllegalArgumentException("Bedrock is called through its own client.");
        };
    }

    /** Responses know no deployments; neither does the version that is called v1. */
    private static String azure(Provider provider, String path, String model) {
        return provider.azureV1() || path.equals(Operation.RESPONSES.path())
                ? path
                : "/deployments/" + encoded(model) + path;
    }

    private static String encoded(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
