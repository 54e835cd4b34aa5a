package io.switchgear.action.workload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.switchgear.action.testing.Samples;

import static org.assertj.core.api.Assertions.assertThat;

class RolloutTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # desired | total | updated | available | observed | state       | message
        3         | 3     | 3       | 3         | 3        | COMPLETE    | All 3 replicas are updated and available.
        3         | 3     | 3       | 3         | 2        | PROGRESSING | The cluster has not looked at the new specification yet.
        3         | 4     | 1       | 3         | 3        | PROGRESSING | 1 of 3 replicas are updated.
        3         | 5     | 3       | 3         | 3        | PROGRESSING | 2 old replicas are still ending.
        3         | 3     | 3       | 2         | 3        | PROGRESSING | 2 of 3 replicas are available.
        0         | 0     | 0       | 0         | 3        | COMPLETE    | All 0 replicas are updated and available.
        """)
    void followsKubectl(
            int desired, int total, int updated, int available, long observed, Rollout.State state, String message) {
        var rollout = Rollout.of(Samples.rolling(desired, total, updated, available, observed, null));

        assertThat(rollout).isEqualTo(new Rollout(state, message));
    }

    @Test
    void exceededProgressDeadlineIsTheClustersOwnVerdict() {
        var rollout = Rollout.of(Samples.rolling(3, 4, 1, 3, 3, "ReplicaSet \"a\" has timed out progressing."));

        assertThat(rollout.state()).isEqualTo(Rollout.State.STALLED);
        assertThat(rollout.message()).contains("has timed out progressing");
    }

    @Test
    void staleVerdictOfTheLastRolloutDoesNotCount() {
        var rollout = Rollout.of(Samples.rolling(3, 3, 3, 3, 2, "timed out"));

        assertThat(rollout.state()).isEqualTo(Rollout.State.PROGRESSING);
    }
}
