package io.switchgear.simulator.exchange;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request, read by its dialect.
 *
 * @param inputTokens whitespace-separated words of the prompt
 * @param maxOutputTokens the caller's limit, null when it gave none
 * @param messages number of messages
 * @param prefillTokens words of a trailing assistant message, which the answer continues; 0 when there is none
 * @param prefilled whether the conversation ends with an assistant message
 * @param tool the tool that the answer must call, null for a text
 * @param body the whole request, for what only the dialect knows
 */
public record Call(
        boolean stream,
        int inputTokens,
        @Nullable Integer maxOutputTokens,
        int messages,
        int prefillTokens,
        boolean prefilled,
        @Nullable Tool tool,
        ObjectNode body) {}
