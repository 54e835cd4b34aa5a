package io.switchgear.simulator.exchange;

import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

/** One wire format. Implementations are pure: they neither wait nor write. */
public interface Dialect {

    /** Path after the provider's prefix, such as {@code /v1/chat/completions}. */
    String path();

    /**
     * Reads a request whose {@code model} is known to be a string.
     *
     * @throws Refusal when a required field is missing or of the wrong kind
     */
    Call read(ObjectNode body);

    /** The whole answer as one document. */
    ObjectNode whole(Call call, Answer answer);

    /** The answer as a stream. */
    Script stream(Call call, Answer answer);

    /** An error document. */
    ObjectNode error(Refusal refusal, String requestId);

    /** An error inside a stream, as a frame. */
    String errorFrame(Refusal refusal, String requestId);

    /** Headers that every answer carries. */
    Map<String, String> headers(String requestId);

    /** Default message of an error status. */
    default String message(int status) {
        return switch (status) {
            case 401 -> "Incorrect API key provided.";
            case 403 -> "You are not allowed to use this model.";
            case 404 -> "The requested resource does not exist.";
            case 408 -> "The request timed out.";
            case 413 -> "The request is too large.";
            case 429 -> "Rate limit reached for requests. Please try again later.";
            case 500 -> "The server had an error while processing your request. Sorry about that!";
            case 503, 529 -> "The engine is currently overloaded, please try again later.";
            default -> "The simulator was asked to answer with status " + status + ".";
        };
    }
}
