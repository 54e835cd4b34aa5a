package io.switchgear.action.workload;

/**
 * How far a workload's rollout has come, decided as {@code kubectl rollout status} decides it.
 *
 * @param state whether it goes on
 * @param message for people
 */
public record Rollout(State state, String message) {

    /** Whether a rollout goes on. */
    public enum State {
        PROGRESSING,
        COMPLETE,
        STALLED
    }

    public static Rollout of(Workload workload) {
        if (workload.generation() > workload.observedGeneration()) {
            return progressing("The cluster has not looked at the new specification yet.");
        }
        if (workload.stalled() != null) {
            return new Rollout(State.STALLED, "The rollout does not progress: " + workload.stalled());
        }
        if (workload.updated() < workload.desired() || workload.revisionPending()) {
            return progressing("%d of %d replicas are updated.".formatted(workload.updated(), workload.desired()));
        }
        if (workload.total() > workload.desired()) {
            return progressing("%d old replicas are still ending.".formatted(workload.total() - workload.desired()));
        }
        if (workload.available() < workload.desired()) {
            return progressing("%d of %d replicas are available.".formatted(workload.available(), workload.desired()));
        }
        return new Rollout(State.COMPLETE, "All %d replicas are updated and available.".formatted(workload.desired()));
    }

    private static Rollout progressing(String message) {
        return new Rollout(State.PROGRESSING, message);
    }
}
