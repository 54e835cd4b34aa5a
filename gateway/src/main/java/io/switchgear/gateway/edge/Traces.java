package io.switchgear.gateway.edge;

import org.springframework.web.server.ServerWebExchange;

/** Where a request keeps its {@link TraceContext}. */
public final class Traces {

    private static final String ATTRIBUTE = TraceContext.class.getName();

    private Traces() {}

    static TraceContext begin(ServerWebExchange exchange) {
        var context = TraceContext.of(exchange.getRequest().getHeaders().getOrEmpty(TraceContext.HEADER));
        exchange.getAttributes().put(ATTRIBUTE, context);
        return context;
    }

    /** The trace of a request that has passed the edge. */
    public static TraceContext of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }
}
