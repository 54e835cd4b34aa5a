package io.switchgear.simulator.attempt;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One request as a provider saw it.
 *
 * @param at RFC 3339 UTC, milliseconds
 * @param model as it was asked for, rules included
 * @param headers those of interest; credentials are cut to their last four characters
 * @param bodyBytes size of the request body
 * @param messages number of messages in the conversation
 * @param prefill whether the conversation ends with the assistant's own words
 * @param fault the rule that struck, in the grammar
 * @param status HTTP status sent, null when none was
 * @param tokensSent output tokens on the wire when it ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attempt(
        long id,
        String at,
        String provider,
        String method,
        String path,
        @Nullable String model,
        boolean stream,
        Map<String, String> headers,
        long bodyBytes,
        int messages,
        boolean prefill,
        @Nullable String fault,
        @Nullable Integer status,
        @Nullable Integer inputTokens,
        @Nullable Integer outputTokens,
        int tokensSent,
        Outcome outcome,
        @Nullable Long durationMs) {}
