package io.switchgear.common.circuit;

import java.util.List;

/** Body of {@code POST /internal/v1/circuit-events}, in the order of their happening on the sending replica. */
public record CircuitEvents(List<CircuitEvent> events) {

    /**
     * The answer, sent after the commit.
     *
     * @param accepted events that were new
     * @param duplicates events that were known already
     */
    public record Accepted(int accepted, int duplicates) {}
}
