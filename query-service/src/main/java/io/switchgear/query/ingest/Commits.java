package io.switchgear.query.ingest;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.query.partition.Partitions;

/**
 * Commits of one kind of telemetry, shared by concurrent requests; workspaces take turns, whoever sends for them.
 *
 * @param <T> what is stored
 */
final class Commits<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final String UNSTORABLE = "it cannot be stored as it is";

    private final Function<T, UUID> workspace;
    private final IngestProperties properties;
    private final Partitions partitions;
    private final GroupCommit<UUID, T> commits;
    private final Counter stored;

    /**
     * @param what is stored, plural, as metrics name it
     * @param workspace that one belongs to
     * @param store completes after the commit
     */
    Commits(
            String what,
            Function<T, UUID> workspace,
            Function<List<T>, Mono<Void>> store,
            Partitions partitions,
            IngestProperties properties,
            MeterRegistry metrics) {
        this.workspace = workspace;
        this.properties = properties;
        this.partitions = partitions;
        this.commits = new GroupCommit<>(
                store,
                Commits::blamesData,
                new GroupCommit.Bounds(
                        properties.maxSpansPerCommit(),
                        properties.maxWaiting(),
                        properties.commits(),
                        properties.commitTimeout()));
        this.stored = metrics.counter("switchgear.ingest." + what);
        Gauge.builder("switchgear.ingest.waiting." + what, commits, GroupCommit::waiting)
                .register(metrics);
    }

    /**
     * Completes after the commit; fails with 503 if too much is waiting or storing is not possible now, with 429 if too much of one
     * workspace is waiting. Either way the sender keeps what it has and comes back.
     */
    Mono<Void> add(List<T> items, Rejections rejections) {
        if (items.isEmpty()) {
            return Mono.empty();
        }
        if (!partitions.ready()) {
            return Mono.error(Refusal.overloaded(properties.retryAfter()));
        }
        Map<UUID, List<T>> byWorkspace = items.stream().collect(Collectors.groupingBy(workspace));
        return Flux.fromIterable(byWorkspace.entrySet())
                .flatMap(own -> commits.add(own.getKey(), own.getValue()), byWorkspace.size())
                .reduce(0, Integer::sum)
                .onErrorMap(this::refusal)
                .doOnNext(refused -> {
                    rejections.add(UNSTORABLE, refused);
                    stored.increment(items.size() - refused);
                })
                .then();
    }

    /** What went wrong is no fault of the sender's, and OTLP has it send again after 429 and 503 only. */
    private Throwable refusal(Throwable error) {
        if (error instanceof GroupCommit.Full full) {
            return full.ofOne()
                    ? Refusal.tooMuchOfOne(properties.retryAfter())
                    : Refusal.overloaded(properties.retryAfter());
        }
        LOG.warn("Telemetry could not be committed: {}", error.toString());
        return Refusal.overloaded(properties.retryAfter());
    }

    private static boolean blamesData(Throwable error) {
        return error instanceof R2dbcDataIntegrityViolationException
                || (error instanceof R2dbcException failed
                        && failed.getSqlState() != null
                        && (failed.getSqlState().startsWith("22")
                                || failed.getSqlState().startsWith("54")));
    }
}
