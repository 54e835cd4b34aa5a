package io.switchgear.router.quota;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One replica's share of a limit in one window. Immutable; amounts are requests, tokens or 10⁻⁹ USD.
 *
 * <p>A replica uses only what it has leased from the common count, so that all replicas together stay within the limit. It leases a
 * little more than it needs ({@link #LEASED_PART} of the limit at most), so that it need not ask each time; what another replica holds
 * like this and does not use is what a caller may be refused too early. A lease ends by itself when it is not renewed.
 *
 * @param window what it is for
 * @param limit of all replicas together
 * @param used by calls that have ended
 * @param reserved for calls under way
 * @param granted upper bound of used and reserved together
 * @param others what the other replicas have used or leased, when they were last heard of
 * @param othersUsed the part of {@code others} that they have used
 * @param floor what others have used at least, whatever the common count says: it may have been lost
 * @param floorUntil when {@code floor} need not be believed any more; null for never
 * @param leasedUntil when {@code granted} ends
 * @param synced whether the common count has ever known this share
 * @param alone whether this replica decides without the others
 */
record Share(
        Window window,
        long limit,
        long used,
        long reserved,
        long granted,
        long others,
        long othersUsed,
        long floor,
        @Nullable Instant floorUntil,
        Instant leasedUntil,
        boolean synced,
        boolean alone) {

    /** At most 1/16 of the limit is leased ahead of need. */
    static final int LEASED_PART = 16;

    /** How long after the loss of the common count what was known before is held on to: all replicas report within this time. */
    static final Duration RECOVERY = Duration.ofSeconds(6);

    static Share fresh(Window window, long limit, long floor) {
        return new Share(window, limit, 0, 0, 0, 0, 0, floor, null, Instant.EPOCH, false, false);
    }

    /** Used and reserved here. */
    long consumed() {
        return used + reserved;
    }

    /** Used and reserved by all replicas, as far as this one knows. */
    long total() {
        return consumed() + Math.max(othersUsed, floorUntil == null ? floor : 0);
    }

    /** What a lease may hold beyond what is needed. */
    long ahead() {
        return limit / LEASED_PART;
    }

    private long elsewhere(Instant now) {
        boolean believed = floorUntil == null || now.isBefore(floorUntil);
        return Math.max(others, believed ? floor : 0);
    }

    /** What is left of the limit, as far as this replica knows. */
    long remaining(Instant now) {
        return Math.max(0, limit - elsewhere(now) - consumed());
    }

    /** Whether {@code amount} could be had at all now, if the common count were asked. */
    boolean conceivable(long amount, Instant now) {
        return amount <= remaining(now);
    }

    /** With {@code amount} reserved; null if that must be asked for, or refused. */
    @Nullable
    Share reserve(long amount, Instant now) {
        boolean admitted =
                alone ? conceivable(amount, now) : now.isBefore(leasedUntil) && consumed() + amount <= granted;
        return admitted ? with(used, reserved + amount) : null;
    }

    /**
     * After a call has ended.
     *
     * @param reservation that was made for it in this window
     * @param actual what it has used; 0 refunds it
     */
    Share settle(long reservation, long actual) {
        return with(used + actual, Math.max(0, reserved - reservation));
    }

    /** Charged for a call of a former window that has used more than it had reserved there. */
    Share charge(long excess) {
        return with(used + excess, reserved);
    }

    private Share with(long nowUsed, long nowReserved) {
        return new Share(
                window,
                limit,
                nowUsed,
                nowReserved,
                granted,
                others,
                othersUsed,
                floor,
                floorUntil,
                leasedUntil,
                synced,
                alone);
    }

    /** Gives up what is leased beyond {@code ahead} of what is consumed; before the common count is told of it. */
    Share trimmed(long ahead) {
        long wanted = consumed() + ahead;
        return granted <= wanted ? this : granting(wanted, others, othersUsed, leasedUntil, synced, alone);
    }

    /** Under another limit: what was leased under the former one is given up. */
    Share under(long newLimit) {
        if (newLimit == limit) {
            return this;
        }
        return new Share(
                window,
                newLimit,
                used,
                reserved,
                consumed(),
                others,
                othersUsed,
                floor,
                floorUntil,
                Instant.EPOCH,
                synced,
                alone);
    }

    /** Knowing from elsewhere what others have used at least. */
    Share knowing(long othersHaveUsed) {
        if (othersHaveUsed == 0 || (floorUntil == null && othersHaveUsed <= floor)) {
            return this;
        }
        return believing(floorUntil == null ? Math.max(floor, othersHaveUsed) : othersHaveUsed, null);
    }

    private Share believing(long nowFloor, @Nullable Instant until) {
        return new Share(
                window,
                limit,
                used,
                reserved,
                granted,
                others,
                othersUsed,
                nowFloor,
                until,
                leasedUntil,
                synced,
                alone);
    }

    /**
     * After the common count has answered.
     *
     * @param now when it was asked
     * @param lease how long what it granted is good for
     */
    Share renewed(Grant grant, Instant now, Duration lease) {
        boolean lost = synced && !grant.known() && others > grant.others() && floorUntil == null;
        // Until all have reported again, they have what they had.
        Share share = !lost
                ? this
                : floor > 0 ? believing(Math.max(floor, othersUsed), null) : believing(others, now.plus(RECOVERY));
        long bound = limit - Math.max(grant.others(), share.elsewhereFloor(now));
        return share.granting(
                Math.min(grant.granted(), bound), grant.others(), grant.othersUsed(), now.plus(lease), true, false);
    }

    private long elsewhereFloor(Instant now) {
        return floorUntil == null || now.isBefore(floorUntil) ? floor : 0;
    }

    /** The common count is away: this replica goes by what it knows. */
    Share onItsOwn() {
        return alone ? this : granting(granted, others, othersUsed, leasedUntil, synced, true);
    }

    private Share granting(
            long nowGranted, long nowOthers, long nowOthersUsed, Instant until, boolean nowSynced, boolean nowAlone) {
        return new Share(
                window,
                limit,
                used,
                reserved,
                nowGranted,
                nowOthers,
                nowOthersUsed,
                floor,
                floorUntil,
                until,
                nowSynced,
                nowAlone);
    }
}
