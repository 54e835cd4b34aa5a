package io.switchgear.common.circuit;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LatencyBucketsTest {

    @Test
    void everyLatencyIsToldWithinOnePercent() {
        LongStream.of(1, 2, 3, 10, 99, 1_000, 12_345, 600_000, 86_400_000)
                .forEach(ms -> assertThat(LatencyBuckets.value(LatencyBuckets.index(ms)))
                        .isCloseTo((double) ms, within(ms * 0.0101)));
        assertThat(LatencyBuckets.index(0)).isZero();
    }

    @Test
    void quantilesOfMergedBuckets() {
        var counts = new HashMap<Integer, Long>();
        LongStream.rangeClosed(1, 1000).forEach(ms -> counts.merge(LatencyBuckets.index(ms), 1L, Long::sum));

        assertThat(LatencyBuckets.quantile(counts, 0.5)).isCloseTo(500, within(5.1));
        assertThat(LatencyBuckets.quantile(counts, 0.95)).isCloseTo(950, within(9.6));
        assertThat(LatencyBuckets.quantile(counts, 1)).isCloseTo(1000, within(10.1));
        assertThat(LatencyBuckets.quantile(Map.of(), 0.5)).isNull();
    }

    @Test
    void sendersWithoutBucketsAreUnderstood() {
        var json = JsonMapper.builder().build();
        assertThat(json.readValue("{\"sumMs\":3,\"minMs\":1,\"maxMs\":2}", Samples.Latency.class))
                .isEqualTo(new Samples.Latency(3, 1, 2));
        assertThat(json.readValue(
                        "{\"sumMs\":3,\"minMs\":1,\"maxMs\":2,\"buckets\":{\"35\":2}}", Samples.Latency.class))
                .isEqualTo(new Samples.Latency(3, 1, 2, Map.of(35, 2L)));
    }
}
