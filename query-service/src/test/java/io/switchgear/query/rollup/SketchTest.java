package io.switchgear.query.rollup;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SketchTest {

    @Test
    void quantilesAreWithinOnePercent() {
        var random = new Random(7);
        double[] values = random.doubles(10_000, 0, 20).map(Math::exp).toArray();
        var sketch = new Sketch();
        for (double value : values) {
            sketch.add(value, 1);
        }
        java.util.Arrays.sort(values);
        for (double q : new double[] {0, 0.01, 0.5, 0.9, 0.95, 0.99, 1}) {
            double exact = values[(int) Math.floor(q * (values.length - 1))];
            assertThat(sketch.quantile(q)).isCloseTo(exact, within(exact * 0.0101));
        }
    }

    @Test
    void survivesEncodingAndMerging() {
        var one = new Sketch();
        one.add(0, 3);
        one.add(5, 2);
        one.add(1e12, 1);
        var other = Sketch.of(one.encode());
        other.merge(one);
        assertThat(other.count()).isEqualTo(12);
        assertThat(other.quantile(0)).isZero();
        assertThat(other.quantile(1)).isCloseTo(1e12, within(1.01e10));
        assertThat(Sketch.of(other.encode()).encode()).isEqualTo(other.encode());
    }

    @Test
    void valuesCanBeTakenOut() {
        var sketch = new Sketch();
        sketch.add(10, 1);
        sketch.add(1000, 1);
        var correction = new Sketch();
        correction.add(1000, -1);
        sketch.merge(correction.encode());
        assertThat(sketch.count()).isEqualTo(1);
        assertThat(sketch.quantile(0.99)).isCloseTo(10, within(0.11));
    }

    @Test
    void ofNothingThereIsNoQuantile() {
        assertThat(new Sketch().quantile(0.5)).isNull();
        assertThat(new Sketch().encode()).isEmpty();
    }
}
