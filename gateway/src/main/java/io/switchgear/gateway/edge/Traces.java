package io.switchgear.gateway.edge;

import java.util.List;

import org.springframework.web.server.ServerWebExchange;

import io.switchgear.common.trace.Traceparent;

/** Where a request keeps the trace that it belongs to. */
public final class Traces {

    private static final String ATTRIBUTE = Traceparent.class.getName();

    private Traces() {}

    /** The caller's trace, if it sent one, once and valid; else a new one. */
    static Traceparent begin(ServerWebExchange exchange) {
        List<String> sent = exchange.getRequest().getHeaders().getOrEmpty(Traceparent.HEADER);
        Traceparent given = sent.size() == 1 ? Traceparent.parse(sent.getFirst()) : null;
        Traceparent trace = given == null ? Traceparent.begin() : given;
        exchange.getAttributes().put(ATTRIBUTE, trace);
        return trace;
    }

    /** The trace of a request that has passed the edge. */
    public static Traceparent of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }
}
