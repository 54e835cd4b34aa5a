package io.switchgear.action.guard;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.action.lifecycle.PlannedChange;
import io.switchgear.action.lifecycle.Sizing;
import io.switchgear.action.workload.Change;

/** What an action comes to, on a workload as it is now. */
public sealed interface Plan {

    /**
     * It can be done.
     *
     * @param change what to do
     * @param changes the same, field by field; empty if everything is so already
     * @param previous the size to return to; null unless it scales
     */
    record Feasible(
            Change change,
            List<PlannedChange> changes,
            @Nullable Sizing previous) implements Plan {}

    /** It makes no sense for this workload: {@code field} of the request is at fault. */
    record Infeasible(String field, String message) implements Plan {}
}
