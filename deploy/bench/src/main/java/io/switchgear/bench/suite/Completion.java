package io.switchgear.bench.suite;

/**
 * A chat completion's usage.
 *
 * @param inputTokens of the prompt
 * @param outputTokens of the answer
 */
public record Completion(long inputTokens, long outputTokens) {}
