package io.switchgear.query.trace;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.switchgear.query.span.SpanRole;

/**
 * One inference counts once: the router's request span is the request; a customer's own inference span counts only when no request
 * span of the same trace is its descendant.
 */
final class Inferences {

    /**
     * What is needed of a span to decide it.
     *
     * @param spanId the span
     * @param parentSpanId null for a root
     * @param role its role
     */
    record Node(long spanId, @Nullable Long parentSpanId, SpanRole role) {}

    private Inferences() {}

    /** Ids of the inference spans that do not count. */
    static Set<Long> countedElsewhere(Collection<? extends Node> trace) {
        Map<Long, Node> byId = new HashMap<>();
        trace.forEach(node -> byId.put(node.spanId(), node));
        Set<Long> covered = new HashSet<>();
        Set<Long> visited = new HashSet<>();
        for (Node node : trace) {
            if (node.role() == SpanRole.REQUEST) {
                Node above = parent(node, byId);
                // A span visited once has had its ancestors visited, too; that also ends cycles.
                while (above != null && visited.add(above.spanId())) {
                    if (above.role() == SpanRole.INFERENCE) {
                        covered.add(above.spanId());
                    }
                    above = parent(above, byId);
                }
            }
        }
        return covered;
    }

    private static @Nullable Node parent(Node node, Map<Long, Node> byId) {
        return node.parentSpanId() == null ? null : byId.get(node.parentSpanId());
    }
}
