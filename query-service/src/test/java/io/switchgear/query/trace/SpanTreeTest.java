package io.switchgear.query.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.switchgear.query.span.SpanStatus;

import static org.assertj.core.api.Assertions.assertThat;

class SpanTreeTest {

    private static SpanNode node(String id, String parent) {
        return new SpanNode(
                id,
                parent,
                id,
                "internal",
                "internal",
                false,
                "s",
                SpanStatus.OK,
                null,
                null,
                Instant.EPOCH,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of());
    }

    private static int size(List<SpanNode> nodes) {
        return nodes.stream().mapToInt(node -> 1 + size(node.children())).sum();
    }

    private static int depth(List<SpanNode> nodes) {
        return nodes.stream().mapToInt(node -> 1 + depth(node.children())).max().orElse(0);
    }

    @Test
    void orphansAreRoots() {
        var tree = SpanTree.of(List.of(node("a", null), node("b", "a"), node("c", "missing"), node("d", "b")));
        assertThat(tree).extracting(SpanNode::spanId).containsExactly("a", "c");
        assertThat(tree.getFirst().children().getFirst().children()).hasSize(1);
    }

    @Test
    void circlesLoseNothing() {
        assertThat(size(SpanTree.of(List.of(node("a", "b"), node("b", "a"), node("c", "c")))))
                .isEqualTo(3);
    }

    @Test
    void chainsAreShownButNotTooDeep() {
        var chain = IntStream.range(0, 1000)
                .mapToObj(i -> node("s" + i, i == 0 ? null : "s" + (i - 1)))
                .toList();
        var tree = SpanTree.of(chain);
        assertThat(size(tree)).isEqualTo(1000);
        assertThat(depth(tree)).isLessThanOrEqualTo(101);
    }
}
