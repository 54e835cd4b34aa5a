package io.switchgear.action.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.switchgear.action.workload.WorkloadKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ActionTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    static Action action(ActionState status, ActionType type) {
        return new Action(
                UUID.randomUUID(),
                UUID.randomUUID(),
                type,
                status,
                null,
                new Target(
                        "payment-api", TargetType.GKE, WorkloadKind.DEPLOYMENT, "local", "default", null, null, true),
                type == ActionType.SCALE_DEPLOYMENT ? Sizing.exactly(4) : null,
                null,
                "High CPU usage detected",
                false,
                List.of(),
                null,
                null,
                "user@example.com",
                null,
                null,
                NOW,
                null,
                null,
                null,
                null,
                1);
    }

    @Test
    void goesFromApprovalToSuccessRememberingWhatWas() {
        Action done = action(ActionState.PENDING_APPROVAL, ActionType.SCALE_DEPLOYMENT)
                .approved("boss@example.com", NOW)
                .started(Sizing.exactly(2), List.of(), NOW.plusSeconds(1))
                .applied(NOW.plusSeconds(300))
                .progress("1 of 4 replicas are updated.")
                .succeeded("All 4 replicas are updated and available.", NOW.plusSeconds(9));

        assertThat(done.status()).isEqualTo(ActionState.SUCCEEDED);
        assertThat(done.decidedBy()).isEqualTo("boss@example.com");
        assertThat(done.previous()).isEqualTo(Sizing.exactly(2));
        assertThat(done.startedAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(done.finishedAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(done.canBeReverted()).isTrue();
    }

    @Test
    void wrongTurnsAreDefects() {
        Action queued = action(ActionState.QUEUED, ActionType.SCALE_DEPLOYMENT);

        assertThatThrownBy(() -> queued.succeeded("Already?", NOW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> queued.cancelled("me", null, NOW).approved("boss", NOW))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> queued.started(null, List.of(), NOW).blocked("No.", NOW))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void restartsAndWhatNeverBeganCannotBeReverted() {
        Action restart = action(ActionState.QUEUED, ActionType.RESTART_DEPLOYMENT)
                .started(null, List.of(), NOW)
                .applied(NOW)
                .succeeded("Done.", NOW);
        Action cancelled =
                action(ActionState.QUEUED, ActionType.SCALE_DEPLOYMENT).cancelled("me", "Not now", NOW);

        assertThat(restart.canBeReverted()).isFalse();
        assertThat(cancelled.canBeReverted()).isFalse();
        assertThat(cancelled.detail()).isEqualTo("Cancelled by me: Not now");
    }
}
