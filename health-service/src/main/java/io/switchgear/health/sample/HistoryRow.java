package io.switchgear.health.sample;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.Samples.Outcome;
import io.switchgear.common.circuit.Samples.ProviderSample;
import io.switchgear.health.intake.Flaws;

/**
 * A line of the history, written or added to the one with the same id.
 *
 * @param id of a group: the same for its provider, minute and category
 * @param at when the first of these happened; of a group: the start of its minute
 * @param type {@code failure}, {@code success} or {@code probe}
 * @param errorCategory null for successes, and for probes that found nothing wrong
 * @param eventCount how many attempts this counts
 * @param lastAt when the last of these happened
 */
record HistoryRow(
        UUID id,
        UUID workspaceId,
        String provider,
        Instant at,
        String type,
        @Nullable String errorCategory,
        long eventCount,
        Instant lastAt,
        @Nullable String message,
        @Nullable String traceId,
        long latencySumMs,
        long latencyMinMs,
        long latencyMaxMs,
        @Nullable String replica) {

    /** A line of its own, the same if its sample is sent again; {@code index} is the outcome's place among the provider's. */
    static HistoryRow single(ProviderSample provider, String replica, long sequence, int index, Outcome outcome) {
        return row(provider, replica, id("single", replica, place(provider, sequence, index)), type(outcome), outcome);
    }

    /** A probe, likewise. */
    static HistoryRow probe(ProviderSample provider, String replica, long sequence, int index, Outcome outcome) {
        return row(provider, replica, id("probe", replica, place(provider, sequence, index)), "probe", outcome);
    }

    /** Part of its minute's line. */
    static HistoryRow grouped(ProviderSample provider, Outcome outcome) {
        Instant minute = outcome.firstAt().truncatedTo(ChronoUnit.MINUTES);
        String category = outcome.category() == null ? "" : outcome.category().wire();
        UUID id = id("group", provider.workspaceId().toString(), provider.provider(), minute.toString(), category);
        return row(provider, null, id, minute, type(outcome), outcome);
    }

    private static String place(ProviderSample provider, long sequence, int index) {
        return sequence + "/" + provider.workspaceId() + "/" + provider.provider() + "/" + index;
    }

    private static String type(Outcome outcome) {
        return outcome.category() == null ? "success" : "failure";
    }

    HistoryRow plus(HistoryRow other) {
        return new HistoryRow(
                id,
                workspaceId,
                provider,
                at,
                type,
                errorCategory,
                eventCount + other.eventCount,
                lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt,
                message,
                traceId,
                latencySumMs + other.latencySumMs,
                Math.min(latencyMinMs, other.latencyMinMs),
                Math.max(latencyMaxMs, other.latencyMaxMs),
                replica);
    }

    private static HistoryRow row(
            ProviderSample provider, @Nullable String replica, UUID id, String type, Outcome outcome) {
        return row(provider, replica, id, outcome.firstAt(), type, outcome);
    }

    private static HistoryRow row(
            ProviderSample provider, @Nullable String replica, UUID id, Instant at, String type, Outcome outcome) {
        FailureCategory category = outcome.category();
        return new HistoryRow(
                id,
                provider.workspaceId(),
                provider.provider(),
                at,
                type,
                category == null ? null : category.wire(),
                outcome.count(),
                outcome.lastAt(),
                Flaws.clean(outcome.error()),
                Flaws.clean(outcome.traceId()),
                outcome.latency().sumMs(),
                outcome.latency().minMs(),
                outcome.latency().maxMs(),
                replica);
    }

    private static UUID id(String... parts) {
        return UUID.nameUUIDFromBytes(
                Objects.requireNonNull(String.join("\n", parts)).getBytes(StandardCharsets.UTF_8));
    }
}
