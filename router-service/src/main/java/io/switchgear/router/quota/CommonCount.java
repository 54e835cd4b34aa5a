package io.switchgear.router.quota;

import reactor.core.publisher.Mono;

/** What all replicas together use. Each tells its own use as a whole, not what is new, so that telling it twice changes nothing. */
interface CommonCount {

    /**
     * Tells this replica's use, and leases what it needs.
     *
     * @return ends with an error if the count is away
     */
    Mono<Grant> lease(Lease lease);

    /**
     * What a replica tells and asks.
     *
     * @param key what is counted
     * @param window in which
     * @param limit of all replicas together
     * @param consumed by this replica
     * @param keep what it holds: consumed, or more
     * @param need how much it must have altogether; {@code consumed} to ask for nothing
     * @param ahead how much more it would like
     */
    record Lease(QuotaKey key, Window window, long limit, long consumed, long keep, long need, long ahead) {}
}
