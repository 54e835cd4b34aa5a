package io.switchgear.router.dataplane;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.switchgear.router.catalog.Route;

/**
 * One request's second attempt beside the first, of which the first to bring content is heard (Dean and Barroso, The Tail at Scale, 2013).
 * Not thread-safe.
 */
final class Hedging {

    private final Parts parts;
    private final Ledger.Call call;
    private final Search search;
    private boolean tried;
    private boolean rivals;

    Hedging(Parts parts, Ledger.Call call, Search search) {
        this.parts = parts;
        this.call = call;
        this.search = search;
    }

    /** A piece, and whose it is. */
    record Heard(Attempt attempt, Attempt.Piece piece) {}

    /** Both have failed, or the first before there was a second. */
    static final class NobodyHeard extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NobodyHeard(Throwable cause) {
            super("No attempt brought content.", cause, false, false);
        }
    }

    /** When an attempt is late enough for a second one; null if the pool wants none, nobody knows, or there was one. */
    @Nullable
    Duration late(Route route) {
        var hedge = route.hedge();
        if (hedge == null || tried) {
            return null;
        }
        return hedge.delayMs() != null
                ? Duration.ofMillis(hedge.delayMs())
                : parts.firstContents().p95(call.workspaceId(), route.name(), call.streamed(), parts.now());
    }

    /** Who makes it; null if there is nobody. */
    @Nullable
    Pick rival(Pick first) {
        tried = true;
        Pick rival = search.rival(first);
        rivals = rival != null;
        return rival;
    }

    /** The caller hears this one: of two it has won. */
    void heard(Attempt attempt) {
        if (rivals) {
            parts.meters().hedged(attempt.entry().role() == Ledger.Role.HEDGE);
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
