package io.switchgear.router.rescue;

import org.jspecify.annotations.Nullable;

/** Makes events of another run look like the continuation of what was delivered, in one wire format. Not thread-safe. */
interface Splice {

    /**
     * An event as the caller gets it.
     *
     * @param shift to add to the number of its content block
     * @param rest text that it carries instead of its own; null for its own
     */
    byte[] event(byte[] event, int shift, @Nullable String rest);
}
