package io.switchgear.router.dataplane;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Two attempts in parallel, of which the first to bring content is heard (Dean and Barroso, The Tail at Scale, 2013). */
final class Hedging {

    private Hedging() {}

    /** A piece, and whose it is. */
    record Heard(Attempt attempt, Attempt.Piece piece) {}

    /** Both have failed, or the first before there was a second. */
    static final class NobodyHeard extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NobodyHeard(Throwable cause) {
            super("No attempt brought content.", cause, false, false);
        }
    }

    /**
     * The first, and a second beside it if there is nothing of the first after {@code late}; the loser is cancelled.
     *
     * @param second empty if there is nobody for it
     */
    static Flux<Heard> race(Flux<Heard> first, Duration late, Supplier<Flux<Heard>> second) {
        Sinks.Empty<Void> failedEarly = Sinks.empty();
        Flux<Heard> one = first.doOnError(failure -> failedEarly.tryEmitEmpty());
        Flux<Heard> other =
                Mono.delay(late).takeUntilOther(failedEarly.asMono()).flatMapMany(tick -> second.get());
        return Flux.firstWithValue(one, other).onErrorMap(NoSuchElementException.class, NobodyHeard::new);
    }
}
