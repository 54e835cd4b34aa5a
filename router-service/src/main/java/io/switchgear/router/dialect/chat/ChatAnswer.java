package io.switchgear.router.dialect.chat;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.price.Tokens;

/**
 * A whole answer.
 *
 * @param id the provider's; empty if it gives none
 * @param model that answered
 * @param parts texts, thoughts and tool calls, in order
 * @param stop why it ends
 * @param stopSequence the stop text that ended it; null if none did, or nobody says which
 * @param usage null if the provider does not tell
 */
public record ChatAnswer(
        String id,
        String model,
        List<Part> parts,
        StopReason stop,
        @Nullable String stopSequence,
        @Nullable Tokens usage) {}
