package io.switchgear.router.dialect.chat;

import java.util.List;

import tools.jackson.databind.JsonNode;

/** A wire format that providers speak over HTTP. */
public interface ProviderFormat {

    /**
     * Writes a request.
     *
     * @param model the target's
     * @throws Untranslatable if the provider has no counterpart of what is asked for
     */
    JsonNode request(ChatRequest request, String model);

    /** Reads an answer. */
    ChatAnswer answer(JsonNode body);

    /** Reads one streamed answer. */
    StreamReader stream();

    /** Reads one streamed answer, event by event. Not thread-safe. */
    interface StreamReader {

        /**
         * What an event says, in order.
         *
         * @param data of the event; empty for none
         * @throws tools.jackson.core.JacksonException if it is no JSON
         */
        List<AnswerEvent> read(byte[] data);
    }
}
