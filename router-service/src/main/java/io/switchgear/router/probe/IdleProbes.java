package io.switchgear.router.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.ForcedState;
import io.switchgear.router.background.Background;
import io.switchgear.router.breaker.Circuits;
import io.switchgear.router.catalog.Catalog;
import io.switchgear.router.catalog.Catalogs;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitKey;
import io.switchgear.router.provider.Provider;
import io.switchgear.router.stats.Traffic;
import io.switchgear.router.telemetry.CallTelemetry;
import io.switchgear.router.telemetry.ProbeRecord;
import io.switchgear.router.telemetry.TraceContext;
import io.switchgear.router.upstream.Upstream;
import io.switchgear.router.upstream.UpstreamProperties;

/** Asks providers without traffic for their list of models, off the data path, and tells their circuits. */
@Component
class IdleProbes extends Background {

    private static final int BODY_LIMIT = 4 << 20;
    private static final int AT_ONCE = 4;

    private final Catalogs catalogs;
    private final Traffic traffic;
    private final Circuits circuits;
    private final ProbeTurns turns;
    private final Upstream upstream;
    private final UpstreamProperties upstreamProperties;
    private final CallTelemetry telemetry;
    private final ProbeProperties properties;
    private final InstantSource clock;
    private final Map<CircuitKey, Watch> watches = new HashMap<>();

    IdleProbes(
            Catalogs catalogs,
            Traffic traffic,
            Circuits circuits,
            ProbeTurns turns,
            Upstream upstream,
            UpstreamProperties upstreamProperties,
            CallTelemetry telemetry,
            ProbeProperties properties,
            InstantSource clock) {
        this.catalogs = catalogs;
        this.traffic = traffic;
        this.circuits = circuits;
        this.turns = turns;
        this.upstream = upstream;
        this.upstreamProperties = upstreamProperties;
        this.telemetry = telemetry;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What is known of a provider; used by one round at a time.
     *
     * @param due when it is to be probed unless there is traffic before
     * @param lastRequestAt the latest call that was seen; null for none
     */
    private record Watch(Instant due, @Nullable Instant lastRequestAt) {}

    private record Due(CircuitKey key, Provider provider) {}

    private Mono<Void> round() {
        Catalog catalog = catalogs.find();
        if (catalog == null) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        var due = new ArrayList<Due>();
        var busy = new ArrayList<CircuitKey>();
        var known = new HashSet<CircuitKey>();
        catalog.workspaces()
                .forEach(workspace -> workspace.providers().forEach((name, provider) -> {
                    var key = new CircuitKey(workspace.id(), name);
                    known.add(key);
                    if (look(key, now, busy)) {
                        due.add(new Due(key, provider));
                    }
                }));
        watches.keySet().retainAll(known);
        return tell(busy)
                .then(Flux.fromIterable(due).flatMap(this::probe, AT_ONCE).then());
    }

    /** Whether it is due; notes traffic. */
    private boolean look(CircuitKey key, Instant now, List<CircuitKey> busy) {
        var seen = traffic.provider(key).view();
        Instant last = seen.lastRequestAt();
        // The first wait is by chance altogether: after a start not all are due at once.
        Watch watch = watches.computeIfAbsent(key, none -> new Watch(now.plus(chance(properties.idle())), last));
        if (seen.active() > 0 || (last != null && !last.equals(watch.lastRequestAt()))) {
            watches.put(key, new Watch(now.plus(pause()), last));
            busy.add(key);
            return false;
        }
        if (now.isBefore(watch.due()) || !open(circuits.get(key), now)) {
            return false;
        }
        watches.put(key, new Watch(now.plus(pause()), last));
        return true;
    }

    /** Whether the circuit would let a probe through. */
    private static boolean open(Circuit circuit, Instant now) {
        return circuit.forced() != ForcedState.OPEN && circuit.admits(now);
    }

    private Duration pause() {
        return properties.wait(ThreadLocalRandom.current().nextDouble());
    }

    private static Duration chance(Duration most) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis() + 1));
    }

    private Mono<Void> tell(List<CircuitKey> busy) {
        return Flux.fromIterable(busy)
                .flatMap(key -> turns.busy(key, properties.idle()), AT_ONCE)
                .then();
    }

    private Mono<Void> probe(Due due) {
        return turns.take(due.key(), properties.idle())
                .filter(ours -> ours)
                .flatMap(ours -> Mono.defer(() -> call(due)))
                .onErrorComplete();
    }

    private Mono<Void> call(Due due) {
        long before = circuits.get(due.key()).version();
        var admission = circuits.ask(due.key());
        if (!admission.permitted()) {
            return Mono.empty();
        }
        var span = TraceContext.continuing(null);
        Instant start = clock.instant();
        Provider provider = due.provider();
        return upstream.models(provider, provider.timeouts().or(upstreamProperties.timeouts()))
                .flatMap(answer -> answer.body(BODY_LIMIT).then().thenReturn(Verdict.of(answer.status())))
                .timeout(properties.timeout())
                .onErrorResume(error -> Mono.just(verdict(error)))
                .flatMap(verdict -> {
                    Instant end = clock.instant();
                    long duration = Duration.between(start, end).toMillis();
                    return circuits.report(
                                    due.key(),
                                    verdict.signal(admission.state(), admission.era(), duration),
                                    span.traceId())
                            .then(Mono.fromRunnable(
                                    () -> tell(due, span, verdict, admission.state(), before, start, end)));
                });
    }

    private Verdict verdict(Throwable error) {
        return error instanceof TimeoutException
                ? Verdict.failed(
                        FailureCategory.TIMEOUT,
                        null,
                        "No answer within " + properties.timeout().toMillis() + " ms.")
                : Verdict.failed(FailureCategory.CONNECTION, null, "No connection: " + error.getMessage());
    }

    private void tell(
            Due due, TraceContext span, Verdict verdict, CircuitState state, long before, Instant start, Instant end) {
        Circuit after = circuits.get(due.key());
        traffic.provider(due.key()).probed(verdict.asOutcome(span.traceId(), Duration.between(start, end), end));
        telemetry.record(new ProbeRecord(
                due.key().workspaceId(),
                span,
                due.provider().name(),
                due.provider().type().telemetryName(),
                state,
                verdict.outcome(),
                verdict.status(),
                verdict.error(),
                after.version() > before ? after.version() : null,
                after.state(),
                start,
                end));
    }

    @Override
    protected void begin() {
        if (properties.enabled()) {
            every(properties.period(), tick -> round());
        }
    }
}
