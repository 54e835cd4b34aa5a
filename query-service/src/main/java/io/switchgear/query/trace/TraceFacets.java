package io.switchgear.query.trace;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.Session;

/**
 * The shapes and texts of a day's traces, each once. Lists look here first: which days have what is asked for, and by which ids. So
 * neither a trigram index nor one per column has to be kept up for each trace.
 */
@Component
public class TraceFacets {

    private static final String ADD_SHAPES = """
        insert into trace_shapes (workspace_id, day, id, status, service, provider, request_model, response_model, under_us)
        select * from unnest($1::uuid[], $2::date[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::bigint[])
        on conflict do nothing
        """;

    private static final String ADD_TEXTS = """
        insert into trace_texts (workspace_id, day, id, text)
        select * from unnest($1::uuid[], $2::date[], $3::bigint[], $4::text[]) on conflict do nothing
        """;

    /** One that is stored. */
    public record Facet(UUID workspace, LocalDate day, long id, boolean text) {}

    /** Stored ones. They are written again now and then, should retention have removed one. */
    private final Cache<Facet, Boolean> known = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    /** Stores what is new of these traces; answers it, for {@link #committed}. */
    public Mono<Set<Facet>> add(Session session, Collection<TraceRow> traces) {
        Map<Facet, TraceShape> shapes = new HashMap<>();
        Map<Facet, String> texts = new HashMap<>();
        for (TraceRow trace : traces) {
            var shape = new Facet(
                    trace.key().workspace(), trace.day(), trace.shape().id(), false);
            if (known.getIfPresent(shape) == null) {
                shapes.put(shape, trace.shape());
            }
            var text = new Facet(trace.key().workspace(), trace.day(), trace.textId(), true);
            if (known.getIfPresent(text) == null) {
                texts.put(text, trace.search());
            }
        }
        return addShapes(session, List.copyOf(shapes.entrySet()))
                .then(Mono.defer(() -> addTexts(session, List.copyOf(texts.entrySet()))))
                .then(Mono.fromSupplier(() -> {
                    var added = new java.util.HashSet<>(shapes.keySet());
                    added.addAll(texts.keySet());
                    return added;
                }));
    }

    /** To be called once the transaction is committed. */
    public void committed(Set<Facet> added) {
        added.forEach(facet -> known.put(facet, true));
    }

    private static Mono<Void> addShapes(Session session, List<Map.Entry<Facet, TraceShape>> added) {
        if (added.isEmpty()) {
            return Mono.empty();
        }
        return session.execute(
                        ADD_SHAPES,
                        added.stream().map(one -> one.getKey().workspace()).toArray(UUID[]::new),
                        added.stream().map(one -> one.getKey().day()).toArray(LocalDate[]::new),
                        added.stream().map(one -> one.getKey().id()).toArray(Long[]::new),
                        added.stream()
                                .map(one -> one.getValue().status().wire())
                                .toArray(String[]::new),
                        added.stream().map(one -> one.getValue().service()).toArray(String[]::new),
                        added.stream().map(one -> one.getValue().provider()).toArray(String[]::new),
                        added.stream().map(one -> one.getValue().requestModel()).toArray(String[]::new),
                        added.stream()
                                .map(one -> one.getValue().responseModel())
                                .toArray(String[]::new),
                        added.stream().map(one -> one.getValue().underMicros()).toArray(Long[]::new))
                .then();
    }

    private static Mono<Void> addTexts(Session session, List<Map.Entry<Facet, String>> added) {
        if (added.isEmpty()) {
            return Mono.empty();
        }
        return session.execute(
                        ADD_TEXTS,
                        added.stream().map(one -> one.getKey().workspace()).toArray(UUID[]::new),
                        added.stream().map(one -> one.getKey().day()).toArray(LocalDate[]::new),
                        added.stream().map(one -> one.getKey().id()).toArray(Long[]::new),
                        added.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .then();
    }
}
