package io.switchgear.router.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** This replica's share of one limit, changed by whoever makes calls, and renewed by one exchange with the common count at a time. */
final class Counter {

    /** How long a refusal by the common count is believed, so that a caller over its limit does not cost a round trip each time. */
    private static final Duration BELIEVED = Duration.ofMillis(200);

    private final QuotaKey key;
    private final AtomicReference<Share> share;
    private final AtomicReference<Sinks.@Nullable Empty<Void>> asking = new AtomicReference<>();
    private volatile boolean touched = true;
    private volatile Denial denial = new Denial(Long.MAX_VALUE, 0, Instant.EPOCH);

    /** That {@code amount} could not be had under a limit until then. */
    private record Denial(long amount, long limit, Instant until) {}

    Counter(QuotaKey key, Share first) {
        this.key = key;
        this.share = new AtomicReference<>(first);
    }

    QuotaKey key() {
        return key;
    }

    Share share() {
        return share.get();
    }

    Share update(UnaryOperator<Share> change) {
        return share.updateAndGet(change);
    }

    /** In the window and under the limit of now. */
    Share current(Window window, long limit, long floor) {
        return share.updateAndGet(known ->
                known.window().equals(window) ? known.under(limit).knowing(floor) : Share.fresh(window, limit, floor));
    }

    /** Null if the amount must be asked for, or refused. */
    Reservation.@Nullable Hold reserve(long amount, Instant now) {
        touched = true;
        while (true) {
            Share before = share.get();
            Share after = before.reserve(amount, now);
            if (after == null) {
                return null;
            }
            if (share.compareAndSet(before, after)) {
                return new Reservation.Hold(this, before.window(), amount);
            }
        }
    }

    void settle(Reservation.Hold hold, long actual, Instant now) {
        touched = true;
        share.updateAndGet(known -> known.window().equals(hold.window())
                ? known.settle(hold.amount(), actual)
                : known.charge(Math.max(0, actual - hold.amount())));
    }

    void denied(long amount, Instant now) {
        Share refusing = share.get();
        Instant end = refusing.window().end();
        Instant until = now.plus(BELIEVED);
        denial = new Denial(amount, refusing.limit(), until.isBefore(end) ? until : end);
    }

    boolean deniedLately(long amount, Instant now) {
        Denial last = denial;
        return amount >= last.amount() && share.get().limit() == last.limit() && now.isBefore(last.until());
    }

    /** Whether it was used since this was asked last. */
    boolean takeTouched() {
        boolean was = touched;
        touched = false;
        return was;
    }

    /** Runs {@code exchange}, or waits for the one under way. */
    Mono<Void> exclusively(Mono<Void> exchange) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> done = Sinks.empty();
            Sinks.Empty<Void> running = asking.compareAndExchange(null, done);
            return running != null
                    ? running.asMono()
                    : exchange.doFinally(end -> {
                        asking.set(null);
                        done.tryEmitEmpty();
                    });
        });
    }
}
