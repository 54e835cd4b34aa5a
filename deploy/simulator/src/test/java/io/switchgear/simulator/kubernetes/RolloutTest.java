package io.switchgear.simulator.kubernetes;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RolloutTest {

    @Test
    void oneNewPodComesBeforeOneOldGoes() {
        var rollout = new Rollout(2, 1, 0, false);

        assertThat(rollout.next(new Rollout.Pods(0, 0, 2, 2))).isEqualTo(new Rollout.Target(1, 2));
        assertThat(rollout.next(new Rollout.Pods(1, 0, 2, 2))).isEqualTo(new Rollout.Target(1, 2));
        assertThat(rollout.next(new Rollout.Pods(1, 1, 2, 2))).isEqualTo(new Rollout.Target(1, 1));
        assertThat(rollout.next(new Rollout.Pods(1, 1, 1, 1))).isEqualTo(new Rollout.Target(2, 1));
        assertThat(rollout.next(new Rollout.Pods(2, 2, 1, 1))).isEqualTo(new Rollout.Target(2, 0));
        assertThat(rollout.next(new Rollout.Pods(2, 2, 0, 0))).isEqualTo(new Rollout.Target(2, 0));
    }

    @Test
    void scalingNeedsNoSteps() {
        assertThat(new Rollout(5, 2, 1, false).next(new Rollout.Pods(2, 2, 0, 0)))
                .isEqualTo(new Rollout.Target(5, 0));
        assertThat(new Rollout(0, 0, 1, false).next(new Rollout.Pods(2, 2, 0, 0)))
                .isEqualTo(new Rollout.Target(0, 0));
    }

    @Test
    void recreateWaitsForTheOldOnes() {
        var rollout = new Rollout(3, 0, 3, true);

        assertThat(rollout.next(new Rollout.Pods(0, 0, 3, 3))).isEqualTo(new Rollout.Target(0, 0));
        assertThat(rollout.next(new Rollout.Pods(0, 0, 0, 0))).isEqualTo(new Rollout.Target(3, 0));
    }

    /** From any start every rollout ends, and on its way never has too many pods nor drops availability below its floor. */
    @Test
    void everyRolloutEndsWithinItsLimits() {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            int desired = random.nextInt(0, 9);
            int surge = random.nextInt(0, 4);
            int unavailable = random.nextInt(surge == 0 ? 1 : 0, 4);
            var rollout = new Rollout(desired, surge, unavailable, false);
            int old = random.nextInt(0, desired + 1);
            int updated = random.nextInt(0, desired - old + 1);
            int floor = Math.min(desired - unavailable, old + updated);
            var pods = new Rollout.Pods(updated, updated, old, old);
            for (int step = 0; step < 60; step++) {
                var target = rollout.next(pods);
                assertThat(target.updated() + target.old()).isLessThanOrEqualTo(desired + surge);
                int survivors = Math.min(target.updated(), pods.updatedAvailable())
                        + Math.min(target.old(), pods.oldAvailable());
                assertThat(survivors).isGreaterThanOrEqualTo(floor);
                pods = new Rollout.Pods(target.updated(), target.updated(), target.old(), target.old());
            }
            assertThat(pods).isEqualTo(new Rollout.Pods(desired, desired, 0, 0));
        }
    }
}
