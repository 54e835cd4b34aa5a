package io.switchgear.simulator.exchange;

/**
 * Tokens as a provider reports them.
 *
 * @param input whole prompt, cached tokens included
 * @param output whole answer, reasoning included
 */
public record Usage(int input, int output, int cached, int reasoning) {}
