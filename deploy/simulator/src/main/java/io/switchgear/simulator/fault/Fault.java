package io.switchgear.simulator.fault;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** One way a provider misbehaves. Counts are output tokens sent before it happens. */
public sealed interface Fault {

    /** An HTTP error in the dialect of the call; {@code code} replaces the usual error code, {@code retryAfter} is in seconds. */
    record Status(
            int status,
            @Nullable Integer retryAfter,
            @Nullable String code) implements Fault {}

    /** The connection is reset before any header (TCP RST). */
    record Reset() implements Fault {}

    /** The request is read and never answered. */
    record Silence() implements Fault {}

    /** Headers and opening events at once, the first token only after the delay. */
    record SlowFirstToken(Duration delay) implements Fault {}

    /** The connection closes without the end of the body. */
    record Cut(int afterTokens) implements Fault {}

    /** Nothing more is sent, and the connection stays open. */
    record Stall(int afterTokens) implements Fault {}

    /** One event that is no JSON; the stream then goes on to a normal end. */
    record Malformed(int afterTokens) implements Fault {}

    /** An error event inside a stream that began with status 200. */
    record StreamError(int afterTokens) implements Fault {}

    /** The stream ends without its terminator ({@code [DONE]}, {@code message_stop}, {@code response.completed}). */
    record NoDone() implements Fault {}

    /** 400 when the conversation ends with an assistant message, as models without prefill answer. */
    record RefusePrefill() implements Fault {}

    /** 400: the prompt is longer than the context. */
    record ContextLength() implements Fault {}

    /** 429: the account has no quota left; waiting does not help. */
    record Quota() implements Fault {}

    /** 404: no such model. */
    record UnknownModel() implements Fault {}

    /** A completion that ends early because a filter stopped it. */
    record ContentFilter() implements Fault {}
}
