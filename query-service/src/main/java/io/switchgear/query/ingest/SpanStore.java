package io.switchgear.query.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.Session;
import io.switchgear.query.bulk.Transactions;
import io.switchgear.query.cache.DataGeneration;
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

    private static final String LOCK = """
        select count(pg_advisory_xact_lock(key)) from (
            select distinct hashtextextended('telemetry.ingest.' || workspace::text, 0) as key
            from unnest($1::uuid[]) as w (workspace) order by 1 offset 0) as keys
        """;

    private final Transactions transactions;
    private final DataGeneration generation;

    SpanStore(Transactions transactions, DataGeneration generation) {
        this.transactions = transactions;
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
        return transactions
                .in(session -> session.query(LOCK, row -> true, (Object) workspaces.toArray(UUID[]::new))
                        .then(SpanTable.insert(session, spans))
                        .flatMap(known -> follow(session, without(spans, known)))
                        .thenReturn(true))
                .doOnNext(done -> generation.changed(workspaces))
                .then();
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
