package io.switchgear.router.rescue;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.catalog.RouteTarget;

/** Knows which targets go on with an answer that the request ends with, instead of beginning another one. */
public interface Prefill {

    /**
     * How a target is asked to go on.
     *
     * @param model on the wire
     * @return null if it is not known to be able to
     */
    @Nullable
    Asking of(RouteTarget target, String model);

    /**
     * What makes a request one that is gone on with, beside the assistant's message at its end; JSON fields without braces.
     *
     * @param ofMessage within that message, for example {@code "prefix":true}; empty for none
     * @param ofBody beside the messages; empty for none
     */
    record Asking(String ofMessage, String ofBody) {

        /** The message alone. */
        public static final Asking PLAIN = new Asking("", "");
    }
}
