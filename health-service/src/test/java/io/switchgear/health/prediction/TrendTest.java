package io.switchgear.health.prediction;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TrendTest {

    @Test
    void oneOutlierDoesNotBendTheLine() {
        var points = IntStream.range(0, 12)
                .mapToObj(x -> new Trend.Point(x, x == 5 ? 1_000 : 3 * x + 2))
                .toList();
        Trend trend = Trend.of(points);
        assertThat(trend.slope()).isCloseTo(3, within(0.2));
        assertThat(trend.at(20)).isCloseTo(62, within(3.0));
        assertThat(trend.isRising()).isTrue();
    }

    @Test
    void noiseAndStandingStillAreNoTrend() {
        assertThat(Trend.of(level(7)).isRising()).isFalse();
        assertThat(Trend.of(level(7)).z()).isZero();
        long alarms = IntStream.range(0, 1_000)
                .filter(seed -> Trend.of(noise(seed)).isRising())
                .count();
        // 1 % of noise looks like a trend to a test with 99 % confidence.
        assertThat(alarms).isLessThan(25);
    }

    /** By hand. */
    @Test
    void theTestIsMannsAndKendalls() {
        var points =
                List.of(new Trend.Point(0, 10), new Trend.Point(1, 15), new Trend.Point(2, 14), new Trend.Point(3, 20));
        // S = 4, Var(S) = 4 * 3 * 13 / 18
        assertThat(Trend.of(points).z()).isCloseTo(3 / Math.sqrt(4 * 3 * 13 / 18.0), within(1e-9));
    }

    private static List<Trend.Point> level(double y) {
        return IntStream.range(0, 12).mapToObj(x -> new Trend.Point(x, y)).toList();
    }

    private static List<Trend.Point> noise(long seed) {
        var random = new Random(seed);
        return IntStream.range(0, 12)
                .mapToObj(x -> new Trend.Point(x, random.nextGaussian()))
                .toList();
    }
}
