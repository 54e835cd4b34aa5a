package io.switchgear.router.dialect;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.dialect.chat.Whole;

/**
 * A provider's answer in the caller's wire format, its body not read yet. Exactly one of {@link #refused}, {@link #whole} and
 * {@link #pieces} is to be subscribed to, once; cancelling it closes the connection.
 */
public interface ProviderAnswer {

    /** HTTP status. */
    int status();

    /** Whether it is an answer and no refusal. */
    boolean ok();

    /** Whether it comes as a stream of events. */
    boolean streamed();

    /** Of the stream. */
    String streamType();

    /** Why there is none. */
    Mono<Refused> refused();

    /** Fails with a {@link tools.jackson.core.JacksonException} if it is no JSON. */
    Mono<Whole> whole();

    /** What each read from the network completes; an empty list if nothing. */
    Flux<List<Piece>> pieces();
}
