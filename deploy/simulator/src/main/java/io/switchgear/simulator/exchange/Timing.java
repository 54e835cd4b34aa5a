package io.switchgear.simulator.exchange;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.switchgear.simulator.fault.Fault;
import io.switchgear.simulator.provider.Pace;

/** When the parts of one answer are due. */
record Timing(Duration latency, Pace pace, @Nullable Fault fault) {

    /** From the request to headers and opening events; a slow first token must not delay these. */
    Duration opening() {
        return fault instanceof Fault.SlowFirstToken ? Duration.ZERO : latency;
    }

    /** From the opening to the first token. */
    Duration firstToken() {
        return fault instanceof Fault.SlowFirstToken(Duration delay) ? delay : Duration.ZERO;
    }

    /** From the request to a whole document. */
    Duration document(int tokens) {
        return opening().plus(firstToken()).plus(pace.after(tokens));
    }
}
