package io.switchgear.query.trace;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.switchgear.query.span.SpanRole;
import io.switchgear.query.trace.Inferences.Node;

import static org.assertj.core.api.Assertions.assertThat;

class InferencesTest {

    @Test
    void aCallAboveTheRoutersDoesNotCount() {
        assertThat(Inferences.countedElsewhere(List.of(
                        new Node(1, null, SpanRole.OPERATION),
                        new Node(2, 1L, SpanRole.INFERENCE),
                        new Node(3, 2L, SpanRole.INTERNAL),
                        new Node(4, 3L, SpanRole.REQUEST),
                        new Node(5, 4L, SpanRole.ATTEMPT),
                        new Node(6, 1L, SpanRole.INFERENCE))))
                .containsExactly(2L);
    }

    @Test
    void aMissingLinkOrOnlyAttemptsCoverNothing() {
        assertThat(Inferences.countedElsewhere(List.of(
                        new Node(2, null, SpanRole.INFERENCE),
                        new Node(4, 3L, SpanRole.REQUEST),
                        new Node(5, 2L, SpanRole.ATTEMPT))))
                .isEmpty();
    }

    @Test
    void parentsInACircleEnd() {
        assertThat(Inferences.countedElsewhere(List.of(
                        new Node(1, 2L, SpanRole.INFERENCE),
                        new Node(2, 1L, SpanRole.INFERENCE),
                        new Node(3, 1L, SpanRole.REQUEST))))
                .containsExactlyInAnyOrder(1L, 2L);
    }
}
