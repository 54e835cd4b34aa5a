package io.switchgear.query.trace;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.switchgear.query.trace.TraceParts.Facet;
import io.switchgear.query.trace.TraceParts.Facets;

import static org.assertj.core.api.Assertions.assertThat;

class TracePartsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-04");

    private static Facet facet(int daysAgo, long id) {
        return new Facet(TODAY.minusDays(daysAgo), id);
    }

    private static TracePart part(int daysAgo, Set<Long> shapes, Set<Long> texts) {
        LocalDate day = TODAY.minusDays(daysAgo);
        return new TracePart(day, day, shapes, texts);
    }

    @Test
    void daysWithoutAnythingAreNotVisited() {
        var shapes = Facets.of(List.of(facet(0, 1), facet(3, 1), facet(3, 2)));
        assertThat(TraceParts.parts(shapes, null))
                .containsExactly(part(0, Set.of(1L), null), part(3, Set.of(1L, 2L), null));
        assertThat(TraceParts.parts(Facets.of(List.of()), null)).isEmpty();
    }

    @Test
    void aDayNeedsBoth() {
        var shapes = Facets.of(List.of(facet(0, 1), facet(1, 1), facet(2, 1)));
        var texts = Facets.of(List.of(facet(1, 7), facet(4, 8)));
        assertThat(TraceParts.parts(shapes, texts)).containsExactly(part(1, Set.of(1L), Set.of(7L)));
        assertThat(TraceParts.parts(null, texts)).containsExactly(part(1, null, Set.of(7L)), part(4, null, Set.of(8L)));
    }

    /** Where too many pass, the last day read and all before are searched by their columns. */
    @Test
    void whatWasNotReadToItsEndIsSearchedByColumns() {
        var many = Facets.of(Stream.concat(
                        Stream.of(facet(0, 1)), LongStream.range(0, 10_000).mapToObj(id -> facet(2, id)))
                .toList());
        var rest = new TracePart(null, TODAY.minusDays(2), null, null);
        assertThat(TraceParts.parts(many, null)).containsExactly(part(0, Set.of(1L), null), rest);
        var texts = Facets.of(List.of(facet(0, 5), facet(2, 5), facet(9, 5)));
        assertThat(TraceParts.parts(many, texts)).containsExactly(part(0, Set.of(1L), Set.of(5L)), rest);
    }
}
