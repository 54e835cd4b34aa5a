package io.switchgear.router.usage;

import tools.jackson.core.JacksonException;

/** Reads what the router needs to know from answers of one wire format; pure. */
public interface AnswerReader {

    /**
     * Reads a whole answer that was not streamed.
     *
     * @throws JacksonException if it is no JSON
     */
    Reading whole(byte[] json);

    /**
     * Reads one event's data.
     *
     * @throws JacksonException if it is no JSON
     */
    Reading piece(byte[] data);
}
