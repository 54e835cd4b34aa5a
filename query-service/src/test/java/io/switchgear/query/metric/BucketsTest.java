package io.switchgear.query.metric;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BucketsTest {

    private static Buckets explicit(long... counts) {
        return Buckets.explicit(
                List.of(1.0, 2.0, 4.0), java.util.Arrays.stream(counts).boxed().toList());
    }

    @Test
    void quantilesAreLinearWithinABucket() {
        var buckets = explicit(0, 10, 10, 0);
        assertThat(buckets.quantile(0.5)).isEqualTo(2.0);
        assertThat(buckets.quantile(0.25)).isEqualTo(1.5);
        assertThat(buckets.quantile(0.75)).isEqualTo(3.0);
        assertThat(explicit(0, 0, 0, 5).quantile(0.99)).isEqualTo(4.0);
        assertThat(explicit(4, 0, 0, 0).quantile(0.5)).isEqualTo(0.5);
        assertThat(explicit(0, 0, 0, 0).quantile(0.5)).isNull();
    }

    @Test
    void aFallIsARestart() {
        assertThat(explicit(1, 5, 3, 0).since(explicit(1, 3, 3, 0)).quantile(1)).isEqualTo(2.0);
        assertThat(explicit(0, 1, 0, 0).since(explicit(0, 9, 0, 0)).json())
                .isEqualTo(explicit(0, 1, 0, 0).json());
        assertThat(explicit(1, 2, 3, 0).since(explicit(1, 2, 3, 0)).quantile(0.5))
                .isNull();
    }

    @Test
    void exponentialBucketsHaveBounds() {
        // Scale 1: base √2. Offset 2: from 2 to 2·√2 to 4.
        var buckets = Buckets.exponential(1, 2, List.of(1L, 1L), 2);
        assertThat(buckets.quantile(0.5)).isEqualTo(0.0);
        assertThat(buckets.quantile(0.75)).isCloseTo(2 * Math.sqrt(2), within(1e-9));
        assertThat(buckets.quantile(1)).isCloseTo(4, within(1e-9));
    }

    @Test
    void jsonKeepsThemAll() {
        var buckets = explicit(1, 2, 3, 4);
        var read = Buckets.parse(buckets.json());
        for (double q : new double[] {0.05, 0.2, 0.5, 0.99}) {
            assertThat(read.quantile(q)).isEqualTo(buckets.quantile(q));
        }
    }

    @Test
    void whatIsNoHistogramIsNone() {
        assertThat(Buckets.explicit(List.of(), List.of(3L))).isNull();
        assertThat(Buckets.explicit(List.of(1.0), List.of(3L))).isNull();
        assertThat(Buckets.explicit(List.of(2.0, 1.0), List.of(1L, 1L, 1L))).isNull();
        assertThat(Buckets.explicit(List.of(Double.NaN), List.of(1L, 1L))).isNull();
        assertThat(Buckets.exponential(99, 0, List.of(1L), 0)).isNull();
    }
}
