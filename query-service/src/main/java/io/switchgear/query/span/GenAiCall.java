package io.switchgear.query.span;

import org.jspecify.annotations.Nullable;

/**
 * The GenAI side of a span; empty for spans without one.
 *
 * @param operation {@code chat}, {@code embeddings}, {@code execute_tool} …
 * @param provider the router's registered name, else what the sender calls the provider
 * @param requestModel the model asked for
 * @param responseModel the model that answered
 * @param tokens spent
 * @param costNanoUsd 10⁻⁹ USD: the router's stamp, the price book's answer, or what the sender claims
 * @param priceVersion which prices made that cost; null for a claim
 * @param firstTokenMicros time to first token
 * @param apiKey id of the API key that the router was called with
 * @param attempts the router's tries at providers
 * @param session conversation
 * @param user end user
 * @param agent agent's name
 * @param tool tool's name
 * @param quality mean score of the evaluations that the span carries
 */
public record GenAiCall(
        @Nullable String operation,
        @Nullable String provider,
        @Nullable String requestModel,
        @Nullable String responseModel,
        Tokens tokens,
        @Nullable Long costNanoUsd,
        @Nullable String priceVersion,
        @Nullable Long firstTokenMicros,
        @Nullable String apiKey,
        @Nullable Long attempts,
        @Nullable String session,
        @Nullable String user,
        @Nullable String agent,
        @Nullable String tool,
        @Nullable Double quality) {

    GenAiCall priced(long nanoUsd, String version) {
        return new GenAiCall(
                operation,
                provider,
                requestModel,
                responseModel,
                tokens,
                nanoUsd,
                version,
                firstTokenMicros,
                apiKey,
                attempts,
                session,
                user,
                agent,
                tool,
                quality);
    }

    /** The model that answered, else the one asked for. */
    public @Nullable String model() {
        return responseModel != null ? responseModel : requestModel;
    }
}
