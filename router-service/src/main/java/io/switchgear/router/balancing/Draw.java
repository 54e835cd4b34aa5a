package io.switchgear.router.balancing;

/**
 * What is particular to one request.
 *
 * @param first random, 0 ≤ first &lt; 1
 * @param second likewise
 * @param affinity what sticks together: a session, a user, a conversation
 */
public record Draw(double first, double second, String affinity) {}
