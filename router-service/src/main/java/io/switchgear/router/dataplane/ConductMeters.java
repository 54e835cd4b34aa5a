package io.switchgear.router.dataplane;

import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import io.switchgear.router.pool.Rescue;

/** Counts what was done about failures. Labels are few: no pools, no targets. */
@Component
class ConductMeters {

    private final MeterRegistry meters;

    ConductMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** What became of a stream that broke. */
    enum RescueOutcome {
        SUCCESS,
        MISMATCH,
        FAILED
    }

    void rescued(Rescue mode, RescueOutcome outcome) {
        meters.counter(
                        "switchgear.rescue",
                        "mode",
                        mode.wire(),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Tokens that an undisturbed stream would not have cost. */
    void extraTokens(Rescue mode, long tokens) {
        meters.counter("switchgear.rescue.extra.tokens", "mode", mode.wire()).increment(tokens);
    }

    void retriedOnSameTarget() {
        meters.counter("switchgear.retries").increment();
    }

    void hedged(boolean won) {
        meters.counter("switchgear.hedges", "won", Boolean.toString(won)).increment();
    }

    void malformed(int chunks) {
        if (chunks > 0) {
            meters.counter("switchgear.stream.malformed.chunks").increment(chunks);
        }
    }
}
