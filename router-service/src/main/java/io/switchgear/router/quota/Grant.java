package io.switchgear.router.quota;

/**
 * What the replicas' common count has answered.
 *
 * @param granted how much this replica may use in the window, altogether
 * @param others what all others have used or may still use
 * @param othersUsed the part of {@code others} that they have used
 * @param known whether the count knew this replica: if not though it should, the count was lost
 */
record Grant(long granted, long others, long othersUsed, boolean known) {}
