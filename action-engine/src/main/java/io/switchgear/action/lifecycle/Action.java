package io.switchgear.action.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An action, immutable: each verb returns its next state, or throws {@link IllegalStateException} if it may not go there.
 *
 * @param actionId its id
 * @param workspaceId the tenant
 * @param type what is done
 * @param status where it is
 * @param detail the latest progress, the reason of a failure, or the guard's sentence
 * @param target what it is done to
 * @param requested the size asked for; null unless it scales
 * @param previous the size before; null unless it scales, and until it has been looked up
 * @param reason why, in the requester's words
 * @param dryRun true if nothing is changed
 * @param plan what changes
 * @param revertOf the action that this one undoes; else null
 * @param revertedBy the action that undid this one; else null
 * @param requestedBy who asked, for people
 * @param requestedById the user who asked; null if it was none
 * @param decidedBy who approved, rejected or cancelled it
 * @param createdAt when it was asked for
 * @param decidedAt when it was decided on
 * @param startedAt when it began to act; null if it never did
 * @param finishedAt when it ended
 * @param verifyBy when its rollout must be complete
 * @param version counts its writes
 */
public record Action(
        UUID actionId,
        @JsonIgnore UUID workspaceId,
        ActionType type,
        ActionState status,
        @Nullable String detail,
        Target target,
        @Nullable Sizing requested,
        @Nullable Sizing previous,
        String reason,
        boolean dryRun,
        List<PlannedChange> plan,
        @Nullable UUID revertOf,
        @Nullable UUID revertedBy,
        String requestedBy,
        @JsonIgnore @Nullable UUID requestedById,
        @Nullable String decidedBy,
        Instant createdAt,
        @Nullable Instant decidedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant verifyBy,
        @JsonIgnore long version) {

    /** Whether what it did can be undone: it scaled something, has ended, and has not been undone yet. */
    @JsonProperty(value = "revertible", required = true)
    public boolean canBeReverted() {
        return !dryRun
                && previous != null
                && startedAt != null
                && (status == ActionState.SUCCEEDED || status == ActionState.FAILED);
    }

    public Action approved(String by, Instant now) {
        return to(ActionState.QUEUED, "Approved by " + by + ".", previous, plan, by, now, startedAt, null, null);
    }

    public Action rejected(String by, @Nullable String why, Instant now) {
        return to(ActionState.REJECTED, sentence("Rejected by " + by, why), previous, plan, by, now, null, now, null);
    }

    public Action cancelled(String by, @Nullable String why, Instant now) {
        return to(ActionState.CANCELLED, sentence("Cancelled by " + by, why), previous, plan, by, now, null, now, null);
    }

    public Action blocked(String sentence, Instant now) {
        return to(ActionState.BLOCKED, sentence, previous, plan, decidedBy, decidedAt, startedAt, now, null);
    }

    /** Committed before the first change: what it was before, and when this began. */
    public Action started(@Nullable Sizing before, List<PlannedChange> changes, Instant now) {
        return to(ActionState.RUNNING, "Making the change.", before, changes, decidedBy, decidedAt, now, null, null);
    }

    public Action applied(Instant deadline) {
        return to(
                ActionState.VERIFYING,
                "The change is made; watching the rollout.",
                previous,
                plan,
                decidedBy,
                decidedAt,
                startedAt,
                null,
                deadline);
    }

    public Action succeeded(String how, Instant now) {
        return to(ActionState.SUCCEEDED, how, previous, plan, decidedBy, decidedAt, startedAt, now, verifyBy);
    }

    public Action failed(String why, Instant now) {
        return to(ActionState.FAILED, why, previous, plan, decidedBy, decidedAt, startedAt, now, verifyBy);
    }

    /** The same state, with news. */
    public Action progress(String news) {
        return copy(status, news, previous, plan, decidedBy, decidedAt, startedAt, finishedAt, verifyBy);
    }

    private static String sentence(String start, @Nullable String why) {
        return why == null || why.isBlank() ? start + "." : start + ": " + why;
    }

    private Action to(
            ActionState next,
            String news,
            @Nullable Sizing before,
            List<PlannedChange> changes,
            @Nullable String decider,
            @Nullable Instant decided,
            @Nullable Instant started,
            @Nullable Instant finished,
            @Nullable Instant deadline) {
        if (!status.next().contains(next)) {
            throw new IllegalStateException("An action that is " + status.wire() + " cannot become " + next.wire());
        }
        return copy(next, news, before, changes, decider, decided, started, finished, deadline);
    }

    private Action copy(
            ActionState state,
            String news,
            @Nullable Sizing before,
            List<PlannedChange> changes,
            @Nullable String decider,
            @Nullable Instant decided,
            @Nullable Instant started,
            @Nullable Instant finished,
            @Nullable Instant deadline) {
        return new Action(
                actionId,
                workspaceId,
                type,
                state,
                news,
                target,
                requested,
                before,
                reason,
                dryRun,
                changes,
                revertOf,
                revertedBy,
                requestedBy,
                requestedById,
                decider,
                createdAt,
                decided,
                started,
                finished,
                deadline,
                version);
    }
}
