package io.switchgear.router.dataplane;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.conduct.ErrorKind;
import io.switchgear.router.dialect.CallerRequest;
import io.switchgear.router.dialect.Operation;
import io.switchgear.router.pool.Rescue;
import io.switchgear.router.rescue.Continuation;
import io.switchgear.router.rescue.Delivered;
import io.switchgear.router.rescue.Prefill;
import io.switchgear.router.usage.Tally;

/** Makes attempts, and those that go on with a stream of which the caller has the beginning. Not thread-safe. */
final class Rescuing {

    private final Parts parts;
    private final Ledger.Call call;
    private final CallBody body;
    private final Rescue rescue;
    private final Delivered delivered;
    private final Set<Parking.Space> refusedPrefill = new HashSet<>();
    private @Nullable Rescue mode;
    private int repeated;

    Rescuing(Parts parts, Ledger.Call call, CallBody body, Rescue rescue) {
        this.parts = parts;
        this.call = call;
        this.body = body;
        this.rescue = rescue;
        this.delivered = call.operation() == Operation.RESPONSES ? Delivered.framed() : Delivered.plain();
        if (rescue == Rescue.OFF || !call.streamed()) {
            delivered.forget();
        }
    }

    /**
     * Whether anybody could go on from where the stream broke off: within text, where the format has blocks, since a block of thoughts
     * cannot be closed without their signature.
     */
    boolean possible() {
        return delivered.known() && (call.operation() == Operation.CHAT || delivered.block() >= 0);
    }

    /** The event that ends a stream with which nobody goes on. */
    byte[] interruption(String reason) {
        return parts.errors()
                .event(
                        call.operation(),
                        "stream_interrupted",
                        "The stream was interrupted: " + reason,
                        delivered.last());
    }

    /** An attempt that goes on where the caller has something already, else one that begins. */
    Attempt attempt(Ledger ledger, Ledger.Entry entry, Pick pick) {
        boolean going = entry.role() == Ledger.Role.RESCUE;
        boolean prefilled = going && asking(pick) != null;
        Continuation continuation = null;
        if (going) {
            mode = prefilled ? Rescue.PREFILL : Rescue.RERUN;
            repeated = prefilled ? 0 : delivered.pieces();
            continuation = prefilled
                    ? Continuation.ofPrefill(delivered, parts.json())
                    : Continuation.ofRerun(delivered, parts.json());
        }
        var stream = new StreamedAnswer(call.operation(), body.usageWanted(), delivered, continuation);
        return new Attempt(parts, call, ledger, entry, pick, prefilled, stream);
    }

    /** What an attempt asks for. */
    CallerRequest request(Attempt attempt) {
        Prefill.Asking asking = attempt.prefilled() ? asking(attempt.pick()) : null;
        return asking == null
                ? body
                : body.continuing(
                        parts.json().writeValueAsString(delivered.text().stripTrailing()), asking);
    }

    private Prefill.@Nullable Asking asking(Pick pick) {
        boolean allowed = rescue == Rescue.PREFILL
                && call.operation() != Operation.RESPONSES
                && body.continuable()
                && !delivered.text().isBlank()
                && !refusedPrefill.contains(pick.space());
        return allowed ? parts.prefill().of(pick.target(), pick.model()) : null;
    }

    /** A target does not want to go on from what was delivered: it is not asked for that again. */
    void refused(Pick pick) {
        refusedPrefill.add(pick.space());
    }

    void succeeded(Attempt attempt) {
        Rescue used = mode;
        if (used == null) {
            return;
        }
        parts.meters().rescued(used, ConductMeters.RescueOutcome.SUCCESS);
        Tally tally = attempt.tally();
        parts.meters()
                .extraTokens(
                        used,
                        repeated + (tally.usage() == null ? 0 : tally.usage().input()));
    }

    void failed(AttemptFailed failure) {
        if (rescue != Rescue.OFF) {
            parts.meters()
                    .rescued(
                            mode == null ? rescue : mode,
                            failure.kind() == ErrorKind.MISMATCH
                                    ? ConductMeters.RescueOutcome.MISMATCH
                                    : ConductMeters.RescueOutcome.FAILED);
        }
    }
}
