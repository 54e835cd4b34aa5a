package io.switchgear.query.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.Session;
import io.switchgear.query.bulk.Transactions;
import io.switchgear.query.bulk.WorkspaceLock;
import io.switchgear.query.cache.DataGeneration;
import io.switchgear.query.partition.Partitions;
import io.switchgear.query.rollup.Combinations;
import io.switchgear.query.rollup.Deltas;
import io.switchgear.query.rollup.Series;
import io.switchgear.query.span.Span;
import io.switchgear.query.span.SpanKey;
import io.switchgear.query.span.SpanTable;
import io.switchgear.query.trace.TraceFacets;
import io.switchgear.query.trace.TraceKey;
import io.switchgear.query.trace.TraceRow;
import io.switchgear.query.trace.TraceUpdate;

/**
 * Stores spans, and all that follows from them, in one transaction: spans, traces, rollup deltas. A workspace has one such
 * transaction at a time, on all replicas together, so that what is counted never depends on who came first.
 */
@Component
class SpanStore {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Transactions transactions;
    private final Combinations combinations;
    private final TraceFacets facets;
    private final DataGeneration generation;

    SpanStore(Transactions transactions, Combinations combinations, TraceFacets facets, DataGeneration generation) {
        this.transactions = transactions;
        this.combinations = combinations;
        this.facets = facets;
        this.generation = generation;
    }

    @Bean
    Commits<Span> spanCommits(Partitions partitions, IngestProperties properties, MeterRegistry metrics) {
        return new Commits<>("spans", Span::workspace, this::store, partitions, properties, metrics);
    }

    /** Completes when the spans are committed. */
    Mono<Void> store(List<Span> sent) {
        if (sent.isEmpty()) {
            return Mono.empty();
        }
        Map<SpanKey, Span> distinct = new LinkedHashMap<>();
        sent.forEach(span -> distinct.putIfAbsent(span.key(), span));
        List<Span> spans = List.copyOf(distinct.values());
        return store(spans, false).onErrorResume(SpanStore::isDuplicate, e -> store(spans, true));
    }

    /**
     * A span can only be known if its trace is. There is an exception, a trace that takes longer than a day: then the primary key
     * refuses the span, and all are looked up.
     */
    private Mono<Void> store(List<Span> spans, boolean lookUpAll) {
        Set<UUID> workspaces = spans.stream().map(Span::workspace).collect(Collectors.toSet());
        Set<Series> series =
                spans.stream().map(SpanStore::series).filter(Objects::nonNull).collect(Collectors.toSet());
        return transactions
                .in(session -> WorkspaceLock.take(session, workspaces)
                        .then(Mono.defer(() -> combinations.refused(session, series)))
                        .flatMap(refused -> store(session, bounded(spans, refused), lookUpAll)
                                .map(added -> new Stored(refused, added))))
                .doOnNext(stored -> {
                    series.removeAll(stored.refused());
                    combinations.committed(series);
                    facets.committed(stored.facets());
                    generation.changed(workspaces);
                })
                .then();
    }

    private record Stored(Set<Series> refused, Set<TraceFacets.Facet> facets) {}

    private static boolean isDuplicate(Throwable error) {
        return error instanceof R2dbcException failed && UNIQUE_VIOLATION.equals(failed.getSqlState());
    }

    private static @Nullable Series series(Span span) {
        String kind = kind(span);
        return kind == null ? null : Series.of(span, kind);
    }

    private static List<Span> bounded(List<Span> spans, Set<Series> refused) {
        return refused.isEmpty()
                ? spans
                : spans.stream()
                        .map(span -> {
                            Series series = series(span);
                            return series != null && refused.contains(series) ? span.asOther() : span;
                        })
                        .toList();
    }

    private Mono<Set<TraceFacets.Facet>> store(Session session, List<Span> spans, boolean lookUpAll) {
        return TraceUpdate.stored(session, spans)
                .flatMap(traces -> SpanTable.known(session, lookUpAll ? spans : of(traces.keySet(), spans))
                        .map(known -> without(spans, known))
                        .flatMap(added -> added.isEmpty() ? Mono.just(Set.of()) : append(session, traces, added)));
    }

    private Mono<Set<TraceFacets.Facet>> append(Session session, Map<TraceKey, TraceRow> traces, List<Span> added) {
        var deltas = new Deltas();
        for (Span span : added) {
            String kind = kind(span);
            if (kind != null) {
                deltas.add(TraceUpdate.measure(span, kind), 1);
            }
        }
        return SpanTable.append(session, added)
                .then(Mono.defer(() -> TraceUpdate.apply(session, traces, added, deltas)))
                .flatMap(rows -> facets.add(session, rows))
                .flatMap(facets -> deltas.append(session).thenReturn(facets));
    }

    private static List<Span> of(Set<TraceKey> traces, List<Span> spans) {
        return traces.isEmpty()
                ? List.of()
                : spans.stream()
                        .filter(span -> traces.contains(TraceKey.of(span)))
                        .toList();
    }

    private static @Nullable String kind(Span span) {
        return switch (span.role()) {
            case REQUEST, INFERENCE -> Series.REQUEST;
            case ATTEMPT -> Series.ATTEMPT;
            case OPERATION -> Series.OPERATION;
            case INTERNAL -> null;
        };
    }

    private static List<Span> without(List<Span> spans, Set<SpanKey> known) {
        return known.isEmpty()
                ? spans
                : spans.stream().filter(span -> !known.contains(span.key())).toList();
    }
}
