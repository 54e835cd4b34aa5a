package io.switchgear.query.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the tree out of a trace's spans. What has no parent here is a root, and so is one span of each cycle. */
final class SpanTree {

    /** Deeper spans hang below the span at this depth, so that no sender can make the answer too deep to be read. */
    private static final int MAX_DEPTH = 100;

    private final Map<String, List<SpanNode>> byParent = new HashMap<>();
    private final Set<String> placed = new HashSet<>();

    private SpanTree() {}

    /** @param spans by start */
    static List<SpanNode> of(List<SpanNode> spans) {
        var tree = new SpanTree();
        var ids = new HashSet<String>();
        spans.forEach(span -> ids.add(span.spanId()));
        var orphans = new ArrayList<SpanNode>();
        for (SpanNode span : spans) {
            if (span.parentSpanId() == null || !ids.contains(span.parentSpanId())) {
                orphans.add(span);
            } else {
                tree.byParent
                        .computeIfAbsent(span.parentSpanId(), parent -> new ArrayList<>())
                        .add(span);
            }
        }
        var roots = new ArrayList<SpanNode>();
        orphans.forEach(span -> tree.place(span, roots));
        spans.forEach(span -> tree.place(span, roots));
        return roots;
    }

    private void place(SpanNode span, List<SpanNode> among) {
        if (placed.add(span.spanId())) {
            among.add(span.with(below(span, 1)));
        }
    }

    private List<SpanNode> below(SpanNode parent, int depth) {
        var children = new ArrayList<SpanNode>();
        for (SpanNode child : byParent.getOrDefault(parent.spanId(), List.of())) {
            if (!placed.add(child.spanId())) {
                continue;
            }
            if (depth < MAX_DEPTH) {
                children.add(child.with(below(child, depth + 1)));
            } else {
                children.add(child);
                flatten(child, children);
            }
        }
        return children;
    }

    private void flatten(SpanNode from, List<SpanNode> into) {
        var waiting = new ArrayList<>(byParent.getOrDefault(from.spanId(), List.of()));
        while (!waiting.isEmpty()) {
            SpanNode next = waiting.removeLast();
            if (placed.add(next.spanId())) {
                into.add(next);
                waiting.addAll(byParent.getOrDefault(next.spanId(), List.of()));
            }
        }
    }
}
