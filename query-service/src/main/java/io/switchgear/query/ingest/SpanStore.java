package io.switchgear.query.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.Session;
import io.switchgear.query.bulk.Transactions;
import io.switchgear.query.bulk.WorkspaceLock;
import io.switchgear.query.cache.DataGeneration;
import io.switchgear.query.rollup.Combinations;
import io.switchgear.query.rollup.Deltas;
import io.switchgear.query.rollup.Series;
import io.switchgear.query.span.Span;
import io.switchgear.query.span.SpanKey;
import io.switchgear.query.span.SpanTable;
import io.switchgear.query.trace.TraceUpdate;

/**
 * Stores spans, and all that follows from them, in one transaction: spans, traces, rollup deltas. A workspace has one such
 * transaction at a time, on all replicas together, so that what is counted never depends on who came first.
 */
@Component
class SpanStore {

    private final Transactions transactions;
    private final Combinations combinations;
    private final DataGeneration generation;

    SpanStore(Transactions transactions, Combinations combinations, DataGeneration generation) {
        this.transactions = transactions;
        this.combinations = combinations;
        this.generation = generation;
    }

    /** Completes when the spans are committed. */
    Mono<Void> store(List<Span> sent) {
        if (sent.isEmpty()) {
            return Mono.empty();
        }
        Map<SpanKey, Span> distinct = new LinkedHashMap<>();
        sent.forEach(span -> distinct.putIfAbsent(span.key(), span));
        List<Span> spans = List.copyOf(distinct.values());
        Set<UUID> workspaces = spans.stream().map(Span::workspace).collect(Collectors.toSet());
        Set<Series> series =
                spans.stream().map(SpanStore::series).filter(Objects::nonNull).collect(Collectors.toSet());
        return transactions
                .in(session -> WorkspaceLock.take(session, workspaces)
                        .then(Mono.defer(() -> combinations.refused(session, series)))
                        .flatMap(refused ->
                                store(session, bounded(spans, refused)).thenReturn(refused)))
                .doOnNext(refused -> {
                    series.removeAll(refused);
                    combinations.committed(series);
                    generation.changed(workspaces);
                })
                .then();
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

    private static Mono<Void> store(Session session, List<Span> spans) {
        return SpanTable.insert(session, spans).flatMap(known -> follow(session, without(spans, known)));
    }

    private static Mono<Void> follow(Session session, List<Span> added) {
        if (added.isEmpty()) {
            return Mono.empty();
        }
        var deltas = new Deltas();
        for (Span span : added) {
            String kind = kind(span);
            if (kind != null) {
                deltas.add(TraceUpdate.measure(span, kind), 1);
            }
        }
        return TraceUpdate.apply(session, added, deltas).then(Mono.defer(() -> deltas.append(session)));
    }

    private static @Nullable String kind(Span span) {
        return switch (span.role()) {
            case REQUEST, INFERENCE -> Series.REQUEST;
            case ATTEMPT -> Series.ATTEMPT;
            case OPERATION -> Series.OPERATION;
            case INTERNAL -> null;
        };
    }

    private static List<Span> without(List<Span> spans, List<SpanKey> known) {
        if (known.isEmpty()) {
            return spans;
        }
        var keys = new HashSet<>(known);
        var added = new ArrayList<Span>(spans.size());
        for (Span span : spans) {
            if (!keys.contains(span.key())) {
                added.add(span);
            }
        }
        return added;
    }
}
