package io.switchgear.router.dialect.chat;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How tokens are chosen; null for the provider's default.
 *
 * @param temperature 0–2
 * @param topP 0–1
 * @param topK how many candidates
 * @param frequencyPenalty −2–2
 * @param presencePenalty −2–2
 * @param seed for repeatable answers
 * @param stop texts that end the answer
 */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Long topK,
        @Nullable Double frequencyPenalty,
        @Nullable Double presencePenalty,
        @Nullable Long seed,
        List<String> stop) {

    public static final Sampling NONE = new Sampling(null, null, null, null, null, null, List.of());
}
