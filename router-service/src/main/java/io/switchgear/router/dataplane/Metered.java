package io.switchgear.router.dataplane;

import java.util.function.Consumer;
import java.util.function.LongFunction;

import io.switchgear.router.quota.Demand;
import io.switchgear.router.quota.Reservation;
import io.switchgear.router.telemetry.CallRecord;

/** A call under way whose use is settled when it is told to telemetry. */
final class Metered implements Consumer<CallRecord> {

    private final Reservation reservation;
    private final LongFunction<Demand> estimate;
    private final Consumer<CallRecord> telemetry;
    private int lineFeeds;
    private long events;

    /** @param estimate of what was used, by output tokens, when the provider has not told it */
    Metered(Reservation reservation, LongFunction<Demand> estimate, Consumer<CallRecord> telemetry) {
        this.reservation = reservation;
        this.estimate = estimate;
        this.telemetry = telemetry;
    }

    /** Counts a stream's events on their way to the caller: providers send about a token in each. */
    byte[] delivered(byte[] bytes) {
        if (!reservation.isEmpty()) {
            for (byte each : bytes) {
                if (each == '\n') {
                    lineFeeds++;
                    events += lineFeeds == 2 ? 1 : 0;
                } else if (each != '\r') {
                    lineFeeds = 0;
                }
            }
        }
        return bytes;
    }

    @Override
    public void accept(CallRecord call) {
        settle(call);
        telemetry.accept(call);
    }

    private void settle(CallRecord call) {
        if (reservation.isEmpty()) {
            return;
        }
        var usage = call.answer().usage();
        boolean complete = call.errorType() == null;
        if (usage != null && complete) {
            var cost = call.cost();
            reservation.settle(usage.input() + usage.output(), cost == null ? 0 : cost.nanoUsd());
            return;
        }
        // Broken off, or given up by the caller: the provider has read the input, and what came was paid for.
        boolean begun = call.served() != null
                || events > 0
                || (call.status() == 499 && !call.attempts().isEmpty());
        if (begun) {
            Demand used = estimate.apply(Math.max(events, usage == null ? 0 : usage.output()));
            reservation.settle(used.tokens(), used.nanoUsd());
        } else {
            reservation.refund();
        }
    }

    /** Whatever became of the call: nothing stays reserved. */
    void over() {
        reservation.refund();
    }
}
