package io.switchgear.query.span;

import java.util.Locale;

/** What a span is to the counting of requests. */
public enum SpanRole {
    /** A call through the router, with its final outcome: always one request. */
    REQUEST,
    /** One try of the router at one target: never a request. */
    ATTEMPT,
    /** A customer's own GenAI call: a request unless the router's request span of the same trace descends from it. */
    INFERENCE,
    /** An entry into a service: a server or consumer span, or the root of a trace. */
    OPERATION,
    /** Everything else. */
    INTERNAL;

    private final String wire = name().toLowerCase(Locale.ROOT);

    public String wire() {
        return wire;
    }

    /** @throws IllegalArgumentException if {@code wire} names none */
    public static SpanRole of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
