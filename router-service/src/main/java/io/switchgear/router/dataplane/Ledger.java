package io.switchgear.router.dataplane;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.dialect.Operation;
import io.switchgear.router.price.PriceBook;
import io.switchgear.router.stats.Ending;
import io.switchgear.router.stats.Traffic;
import io.switchgear.router.telemetry.AttemptRecord;
import io.switchgear.router.telemetry.CallRecord;
import io.switchgear.router.telemetry.CallTelemetry;
import io.switchgear.router.telemetry.TraceContext;
import io.switchgear.router.usage.Tally;

/** Everything that happens to one request; told once, when it is over. Not thread-safe: a request is served step by step. */
final class Ledger {

    private final Call call;
    private final Traffic traffic;
    private final CallTelemetry telemetry;
    private final PriceBook prices;
    private final InstantSource clock;
    private final Instant startedAt;
    private final List<AttemptRecord> attempts = new ArrayList<>();
    private @Nullable Running running;
    private @Nullable String route;
    private @Nullable Long firstTokenMs;
    private boolean told;

    Ledger(Call call, Traffic traffic, CallTelemetry telemetry, PriceBook prices, InstantSource clock) {
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
     */
    record Call(
            UUID workspaceId,
            @Nullable String apiKeyId,
            String requestId,
            TraceContext span,
            Operation operation,
            String model,
            boolean streamed) {}

    private record Running(Pick pick, TraceContext span, Instant startedAt) {}

    void began(Pick pick) {
        var attempt = new Running(pick, call.span().child(), clock.instant());
        running = attempt;
        if (pick.route().pool()) {
            route = pick.route().name();
        }
        traffic.began(pick.member(), attempt.startedAt());
    }

    /** Milliseconds since the attempt under way has begun. */
    long attemptMs() {
        Running attempt = running;
        return attempt == null ? 0 : millis(attempt.startedAt());
    }

    /** Length of the attempt under way, or of the last one. */
    long lastAttemptMs() {
        if (running != null || attempts.isEmpty()) {
            return attemptMs();
        }
        var last = attempts.getLast();
        return Duration.between(last.startedAt(), last.endedAt()).toMillis();
    }

    long elapsedMs() {
        return millis(startedAt);
    }

    int attempts() {
        return attempts.size() + (running == null ? 0 : 1);
    }

    private long millis(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis());
    }

    void firstToken() {
        if (firstTokenMs == null) {
            firstTokenMs = elapsedMs();
        }
    }

    @Nullable
    Long firstTokenMs() {
        return firstTokenMs;
    }

    void succeeded(int status) {
        end("success", status, null, null, true);
    }

    void failed(AttemptFailed failure) {
        var refusal = failure.refusal();
        end(
                failure.kind().outcome(),
                refusal == null ? null : refusal.status(),
                failure.reason(),
                failure.kind(),
                failure.kind().category() != null);
    }

    void cancelled() {
        end("cancelled", null, "The caller went away.", null, false);
    }

    private void end(
            String outcome,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable ErrorKind kind,
            boolean counted) {
        Running attempt = running;
        if (attempt == null) {
            return;
        }
        running = null;
        Instant now = clock.instant();
        var provider = attempt.pick().target().provider();
        attempts.add(new AttemptRecord(
                attempt.span(),
                attempts.size() + 1,
                provider.name(),
                provider.type().telemetryName(),
                attempt.pick().model(),
                attempt.pick().admission().state(),
                outcome,
                status,
                error,
                attempt.startedAt(),
                now));
        traffic.ended(
                attempt.pick().member(),
                new Ending(
                        kind == null ? null : kind.category(),
                        counted,
                        Math.max(0, Duration.between(attempt.startedAt(), now).toMillis()),
                        error,
                        call.span().traceId(),
                        now));
    }

    /** The caller has its answer, as far as it goes: tells telemetry, the first time only. */
    void tell(int status, @Nullable String errorType, @Nullable String error, @Nullable Pick served, Tally answer) {
        if (told) {
            return;
        }
        told = true;
        telemetry.record(new CallRecord(
                call.workspaceId(),
                call.span(),
                call.operation().telemetryName(),
                call.model(),
                route,
                call.streamed(),
                List.copyOf(attempts),
                served == null || attempts.isEmpty() ? null : attempts.getLast(),
                answer,
                served == null || answer.usage() == null
                        ? null
                        : prices.cost(
                                        served.target().provider().prices(),
                                        served.target().provider().priceVersion(),
                                        served.model(),
                                        answer.usage())
                                .orElse(null),
                status,
                errorType,
                error,
                firstTokenMs,
                call.apiKeyId(),
                call.requestId(),
                startedAt,
                clock.instant()));
    }
}
