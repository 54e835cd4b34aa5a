package io.switchgear.router.quota;

/**
 * What a call will probably use; reserved before it, settled after it.
 *
 * @param tokens input and output
 * @param nanoUsd 10⁻⁹ USD
 */
public record Demand(long tokens, long nanoUsd) {}
