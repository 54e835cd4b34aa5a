package io.switchgear.health.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.health.status.HealthState;

/** Draws a timeline: neighbouring spans differ in status, without gaps between them. */
final class Spans {

    private final Instant from;
    private final Instant to;
    private final List<HealthHistoryEntry> entries = new ArrayList<>();
    private Instant start;
    private HealthState status;
    private int incidents;

    private Spans(Instant from, Instant to, HealthState first) {
        this.from = from;
        this.to = to;
        this.start = from;
        this.status = first;
    }

    /**
     * The spans between two instants, oldest first.
     *
     * @param changes oldest first; one from before {@code from} tells the status at {@code from}
     * @param otherwise the status if there was no change at all
     */
    static List<HealthHistoryEntry> of(List<StatusChange> changes, HealthState otherwise, Instant from, Instant to) {
        var spans = new Spans(
                from, to, changes.isEmpty() ? otherwise : changes.getFirst().previous());
        @Nullable Instant degradedUntil = null;
        for (StatusChange change : changes) {
            spans.recover(degradedUntil, change.at());
            spans.enter(change.status(), change.at(), change.opened());
            degradedUntil = change.degradedUntil();
        }
        spans.recover(degradedUntil, to);
        spans.close(to);
        return spans.entries;
    }

    private void recover(@Nullable Instant degradedUntil, Instant next) {
        if (degradedUntil != null && degradedUntil.isBefore(next)) {
            enter(HealthState.HEALTHY, degradedUntil, false);
        }
    }

    private void enter(HealthState next, Instant at, boolean opened) {
        if (next != status) {
            close(at);
            status = next;
        }
        if (opened && !at.isBefore(from) && at.isBefore(to)) {
            incidents++;
        }
    }

    private void close(Instant at) {
        Instant end = at.isAfter(to) ? to : at;
        if (start.isBefore(end)) {
            entries.add(new HealthHistoryEntry(
                    start, status, Duration.between(start, end).toMillis(), incidents));
            start = end;
        }
        incidents = 0;
    }
}
