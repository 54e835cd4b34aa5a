package io.switchgear.action.workload;

/** How a workload replaces its pods when its template changes. */
public enum UpdateStrategy {
    /** A few at a time. */
    ROLLING,
    /** All at once: old ones go before new ones come. */
    RECREATE,
    /** Only when somebody deletes them. */
    ON_DELETE
}
