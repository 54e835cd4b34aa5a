package io.switchgear.router.balancing;

/**
 * A strategy's decision.
 *
 * @param candidate the chosen one
 * @param memory for the next choice
 */
public record Choice(Candidate candidate, Memory memory) {}
