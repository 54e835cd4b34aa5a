package io.switchgear.query.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SegmentTest {

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void takesTheLargestGrainsThatFit() {
        assertThat(Segment.of(at("2026-11-01T22:58:00Z"), at("2026-11-04T01:03:00Z")))
                .containsExactly(
                        new Segment("minute", at("2026-11-01T22:58:00Z"), at("2026-11-01T23:00:00Z")),
                        new Segment("hour", at("2026-11-01T23:00:00Z"), at("2026-11-02T00:00:00Z")),
                        new Segment("day", at("2026-11-02T00:00:00Z"), at("2026-11-04T00:00:00Z")),
                        new Segment("hour", at("2026-11-04T00:00:00Z"), at("2026-11-04T01:00:00Z")),
                        new Segment("minute", at("2026-11-04T01:00:00Z"), at("2026-11-04T01:03:00Z")));
    }

    @Test
    void staysBelowTheStepOfASeries() {
        assertThat(Segment.of(at("2026-11-01T00:00:00Z"), at("2026-11-03T00:00:00Z"), Duration.ofHours(2)))
                .extracting(Segment::grain)
                .containsExactly("hour");
        assertThat(Segment.of(at("2026-11-01T00:07:00Z"), at("2026-11-03T00:07:00Z"), Duration.ofHours(2)))
                .extracting(Segment::grain)
                .containsExactly("minute", "hour", "minute");
        assertThat(Segment.of(at("2026-10-01T05:07:00Z"), at("2026-11-03T05:07:00Z"), Duration.ofDays(4)))
                .extracting(Segment::grain)
                .containsExactly("minute", "hour", "day", "hour", "minute");
        assertThat(Segment.of(at("2026-11-01T00:00:00Z"), at("2026-11-03T00:00:00Z"), Duration.ofMinutes(15)))
                .extracting(Segment::grain)
                .containsExactly("minute");
    }

    @Test
    void alwaysCoversTheRangeWithoutOverlap() {
        var random = new Random(3);
        for (int i = 0; i < 500; i++) {
            Instant from = Instant.EPOCH.plus(Duration.ofMinutes(random.nextInt(100_000)));
            Instant to = from.plus(Duration.ofMinutes(1 + random.nextInt(random.nextBoolean() ? 100 : 60_000)));
            List<Segment> segments = Segment.of(from, to);
            assertThat(segments).hasSizeLessThanOrEqualTo(5);
            Instant end = from;
            for (Segment segment : segments) {
                assertThat(segment.from()).isEqualTo(end);
                assertThat(segment.to()).isAfter(segment.from());
                end = segment.to();
            }
            assertThat(end).isEqualTo(to);
        }
    }
}
