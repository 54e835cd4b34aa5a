package io.switchgear.health.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.health.intake.Flaws;

/** What makes an event unfit for the ledger. */
final class EventFlaws {

    private EventFlaws() {}

    /** @return what is wrong; null if nothing is */
    static @Nullable String of(CircuitEvent event, Instant oldest, Instant now) {
        return Flaws.first(
                Flaws.missing("workspace_id", event.workspaceId()),
                Flaws.name("provider", event.provider()),
                Flaws.amount("version", event.version()),
                Flaws.name("replica", event.replica()),
                Flaws.missing("type", event.type()),
                Flaws.missing("from_state", event.fromState()),
                Flaws.missing("to_state", event.toState()),
                Flaws.missing("reason", event.reason()),
                Flaws.missing("trigger", event.trigger()),
                Flaws.missing("thresholds", event.thresholds()),
                Flaws.missing("counts", event.counts()),
                Flaws.amount("duration_ms", event.durationMs() == null ? 0 : event.durationMs()),
                Flaws.time("at", event.at(), oldest, now));
    }
}
