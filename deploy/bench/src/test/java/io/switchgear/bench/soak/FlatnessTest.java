package io.switchgear.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlatnessTest {

    @Test
    void aLeakIsSeenThroughNoise() {
        var judged = Flatness.of(series(i -> 100 + i * 0.5 + (i % 7)), 4);
        assertThat(judged.flat()).isFalse();
        assertThat(judged.perHour()).isBetween(55.0, 65.0);
    }

    @Test
    void whatIsStillWarmingUpInTheFirstHalfMayGrow() {
        assertThat(Flatness.of(series(i -> Math.min(i, 30) * 10 + (i % 5)), 4).flat())
                .isTrue();
    }

    @Test
    void oneOutlierIsNoTrend() {
        assertThat(Flatness.of(series(i -> i == 59 ? 1_000 : 100), 4).growth()).isZero();
    }

    @Test
    void theFloorCountsWhereTheMeanIsSmall() {
        assertThat(Flatness.of(series(i -> 10 + i * 0.1), 4).flat()).isTrue();
        assertThat(Flatness.of(series(i -> 10 + i * 0.1), 1).flat()).isFalse();
    }

    /** Half an hour, a point every 30 s. */
    private static List<Flatness.Point> series(IntToDoubleFunction values) {
        var points = new ArrayList<Flatness.Point>();
        for (int i = 0; i < 60; i++) {
            points.add(new Flatness.Point(i * 30, values.applyAsDouble(i)));
        }
        return points;
    }
}
