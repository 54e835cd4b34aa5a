package io.switchgear.router.balancing;

/**
 * A target that may be chosen now.
 *
 * @param id tells it from its siblings, the same each time
 * @param weight above 0
 * @param priority tier; lower ones first
 * @param active attempts under way
 * @param ewmaMs peak EWMA of its latency; 0 if unknown
 * @param price of a million tokens in and a million out, in USD; infinite if unknown
 */
public record Candidate(String id, double weight, int priority, int active, double ewmaMs, double price) {}
