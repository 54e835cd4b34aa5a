package io.switchgear.router.dataplane;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.price.Cost;
import io.switchgear.router.conduct.ErrorKind;
import io.switchgear.router.dialect.Operation;
import io.switchgear.router.price.PriceBook;
import io.switchgear.router.stats.ArmTraffic;
import io.switchgear.router.stats.Ending;
import io.switchgear.router.stats.Traffic;
import io.switchgear.router.telemetry.AttemptRecord;
import io.switchgear.router.telemetry.CallRecord;
import io.switchgear.router.telemetry.TraceContext;
import io.switchgear.router.usage.Tally;

/** The one ledger of a request: every attempt, in parallel or not; told once, when the request is over. Thread-safe. */
final class Ledger {

    private final Call call;
    private final Traffic traffic;
    private final Consumer<CallRecord> telemetry;
    private final PriceBook prices;
    private final InstantSource clock;
    private final Instant startedAt;
    private final List<Entry> begun = new ArrayList<>();
    private final List<AttemptRecord> ended = new ArrayList<>();
    private @Nullable String route;
    private @Nullable Long firstTokenMs;
    private boolean told;

    Ledger(Call call, Traffic traffic, Consumer<CallRecord> telemetry, PriceBook prices, InstantSource clock) {
        this.call = call;
        this.traffic = traffic;
        this.telemetry = telemetry;
        this.prices = prices;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * Who calls for what.
     *
     * @param workspaceId the tenant
     * @param apiKeyId the caller's key; null for users
     * @param requestId of the request
     * @param span of the request
     * @param operation what is asked for
     * @param model as the caller wrote it
     * @param streamed whether the answer shall be
     * @param pool that was asked for; null for a model without a pool
     * @param arm of it that serves the request; null if its traffic is not split
     */
    record Call(
            UUID workspaceId,
            @Nullable String apiKeyId,
            String requestId,
            TraceContext span,
            Operation operation,
            String model,
            boolean streamed,
            @Nullable String pool,
            @Nullable String arm) {

        /** A call that was refused says nothing about the arm that it would have taken. */
        Call outsideItsArm() {
            return new Call(workspaceId, apiKeyId, requestId, span, operation, model, streamed, pool, null);
        }
    }

    /** Why an attempt is made. */
    enum Role {
        /** To get an answer. */
        PLAIN,
        /** To be faster than another that is late. */
        HEDGE,
        /** To go on with a stream that broke off. */
        RESCUE
    }

    /** One attempt. */
    static final class Entry {

        private final Pick pick;
        private final TraceContext span;
        private final int number;
        private final Role role;
        private final Instant startedAt;
        private @Nullable AttemptRecord record;
        private @Nullable Long firstTokenMs;

        private Entry(Pick pick, TraceContext span, int number, Role role, Instant startedAt) {
            this.pick = pick;
            this.span = span;
            this.number = number;
            this.role = role;
            this.startedAt = startedAt;
        }

        Role role() {
            return role;
        }

        /** Milliseconds from its start to its first content; null if nothing was streamed. */
        @Nullable
        Long firstTokenMs() {
            return firstTokenMs;
        }
    }

    synchronized Entry began(Pick pick, Role role) {
        var entry = new Entry(pick, call.span().child(), begun.size() + 1, role, clock.instant());
        begun.add(entry);
        if (pick.route().pool()) {
            route = pick.route().name();
        }
        traffic.began(pick.member(), entry.startedAt);
        return entry;
    }

    /** Milliseconds since an attempt has begun. */
    long ms(Entry entry) {
        return millis(entry.startedAt);
    }

    /** Length of an attempt, or how long it is under way. */
    synchronized long lengthMs(Entry entry) {
        var record = entry.record;
        return record == null
                ? ms(entry)
                : Duration.between(record.startedAt(), record.endedAt()).toMillis();
    }

    long elapsedMs() {
        return millis(startedAt);
    }

    synchronized int attempts() {
        return begun.size();
    }

    /** When the attempt began before which there were {@code later} others; null if there were not that many. */
    synchronized @Nullable Instant began(int later) {
        return begun.size() < later ? null : begun.get(begun.size() - later).startedAt;
    }

    private long millis(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis());
    }

    synchronized void firstToken(Entry entry) {
        if (entry.firstTokenMs == null) {
            entry.firstTokenMs = ms(entry);
        }
        if (firstTokenMs == null) {
            firstTokenMs = elapsedMs();
        }
    }

    void succeeded(Entry entry, int status) {
        end(entry, "success", status, null, null, true);
    }

    void failed(Entry entry, AttemptFailed failure) {
        var refusal = failure.refusal();
        end(
                entry,
                failure.kind().outcome(),
                refusal == null ? null : refusal.status(),
                failure.reason(),
                failure.kind(),
                failure.kind().category() != null);
    }

    void cancelled(Entry entry, String reason) {
        end(entry, "cancelled", null, reason, null, false);
    }

    private synchronized void end(
            Entry entry,
            String outcome,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable ErrorKind kind,
            boolean counted) {
        if (entry.record != null) {
            return;
        }
        Instant now = clock.instant();
        var provider = entry.pick.target().provider();
        var record = new AttemptRecord(
                entry.span,
                entry.number,
                provider.name(),
                provider.type().telemetryName(),
                entry.pick.model(),
                entry.pick.admission().state(),
                outcome,
                status,
                error,
                entry.role == Role.HEDGE,
                entry.role == Role.RESCUE,
                entry.startedAt,
                now);
        entry.record = record;
        ended.add(record);
        traffic.ended(
                entry.pick.member(),
                new Ending(
                        kind == null ? null : kind.category(),
                        counted,
                        Math.max(0, Duration.between(entry.startedAt, now).toMillis()),
                        error,
                        call.span().traceId(),
                        now));
    }

    /** The caller has its answer, as far as it goes: tells telemetry, the first time only. */
    synchronized void tell(
            int status, @Nullable String errorType, @Nullable String error, @Nullable Entry served, Tally answer) {
        if (told) {
            return;
        }
        told = true;
        var provider = served == null ? null : served.pick.target().provider();
        Cost cost = served == null || provider == null || answer.usage() == null
                ? null
                : prices.cost(call.workspaceId(), provider.name(), served.pick.model(), answer.usage())
                        .orElse(null);
        if (call.pool() != null && call.arm() != null && status != 499) {
            boolean failed = errorType != null && !errorType.equals("client");
            traffic.arm(new ArmTraffic.Key(call.workspaceId(), call.pool(), call.arm()))
                    .ended(failed, elapsedMs(), cost == null ? null : cost.nanoUsd(), clock.instant());
        }
        telemetry.accept(new CallRecord(
                call.workspaceId(),
                call.span(),
                call.operation().telemetryName(),
                call.model(),
                route,
                call.streamed(),
                ended.stream()
                        .sorted(Comparator.comparingInt(AttemptRecord::number))
                        .toList(),
                served == null ? null : served.record,
                answer,
                cost,
                status,
                errorType,
                error,
                firstTokenMs,
                call.apiKeyId(),
                call.arm(),
                call.requestId(),
                startedAt,
                clock.instant()));
    }
}
