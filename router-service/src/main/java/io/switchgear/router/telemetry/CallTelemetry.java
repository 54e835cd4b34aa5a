package io.switchgear.router.telemetry;

import org.springframework.stereotype.Component;

import io.switchgear.router.breaker.Replica;
import io.switchgear.router.spool.RecordType;
import io.switchgear.router.spool.Spool;

/** Spools finished calls, and probes, for query-service. */
@Component
public class CallTelemetry {

    private final Spool spool;
    private final Replica replica;

    CallTelemetry(Spool spool, Replica replica) {
        this.spool = spool;
        this.replica = replica;
    }

    /** In the spool when this returns, unless the disk is full. */
    public void record(CallRecord call) {
        spool.append(RecordType.CALL, CallSpans.of(call, replica.name()));
    }

    /** As for a call. */
    public void record(ProbeRecord probe) {
        spool.append(RecordType.CALL, ProbeSpans.of(probe, replica.name()));
    }
}
