package io.switchgear.action.lifecycle;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.switchgear.action.lifecycle.ActionState.BLOCKED;
import static io.switchgear.action.lifecycle.ActionState.CANCELLED;
import static io.switchgear.action.lifecycle.ActionState.FAILED;
import static io.switchgear.action.lifecycle.ActionState.PENDING_APPROVAL;
import static io.switchgear.action.lifecycle.ActionState.QUEUED;
import static io.switchgear.action.lifecycle.ActionState.REJECTED;
import static io.switchgear.action.lifecycle.ActionState.REVERTED;
import static io.switchgear.action.lifecycle.ActionState.RUNNING;
import static io.switchgear.action.lifecycle.ActionState.SUCCEEDED;
import static io.switchgear.action.lifecycle.ActionState.VERIFYING;
import static org.assertj.core.api.Assertions.assertThat;

class ActionStateTest {

    @Test
    void theDocumentedPathIsTheOnlyWayToSuccess() {
        assertThat(leadingTo(SUCCEEDED)).containsExactly(VERIFYING);
        assertThat(leadingTo(VERIFYING)).containsExactly(RUNNING);
        assertThat(leadingTo(RUNNING)).containsExactly(QUEUED);
        assertThat(leadingTo(QUEUED)).containsExactly(PENDING_APPROVAL);
        assertThat(leadingTo(PENDING_APPROVAL)).isEmpty();
    }

    @Test
    void onlyWhatHasNotBegunCanBeCancelledOrBlocked() {
        assertThat(leadingTo(CANCELLED)).containsExactlyInAnyOrder(PENDING_APPROVAL, QUEUED);
        assertThat(leadingTo(BLOCKED)).containsExactlyInAnyOrder(PENDING_APPROVAL, QUEUED);
        assertThat(leadingTo(REJECTED)).containsExactly(PENDING_APPROVAL);
    }

    @Test
    void onlyWhatWasCarriedOutCanBeReverted() {
        assertThat(leadingTo(REVERTED)).containsExactlyInAnyOrder(SUCCEEDED, FAILED);
    }

    @Test
    void finishedMeansThatNothingFollowsButARevert() {
        for (ActionState state : ActionState.values()) {
            assertThat(state.isFinished())
                    .as(state.wire())
                    .isEqualTo(Set.of(REVERTED).containsAll(state.next()));
            assertThat(state.isActive() && state.isFinished()).as(state.wire()).isFalse();
        }
    }

    @Test
    void statesAreLowerCaseOnTheWire() {
        for (ActionState state : ActionState.values()) {
            assertThat(state.wire()).isEqualTo(state.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(ActionState.of(state.wire())).isEqualTo(state);
        }
    }

    private static Set<ActionState> leadingTo(ActionState goal) {
        var states = EnumSet.noneOf(ActionState.class);
        for (ActionState state : ActionState.values()) {
            if (state.next().contains(goal)) {
                states.add(state);
            }
        }
        return states;
    }
}
