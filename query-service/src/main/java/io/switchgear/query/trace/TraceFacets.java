package io.switchgear.query.trace;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
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
            TraceShape shape = trace.shape();
            addNew(shapes, new Facet(trace.key().workspace(), trace.day(), shape.id(), false), shape);
            addNew(texts, new Facet(trace.key().workspace(), trace.day(), trace.textId(), true), trace.search());
        }
        return insert(session, ADD_SHAPES, shapes, TraceFacets::columns)
                .then(Mono.defer(() ->
                        insert(session, ADD_TEXTS, texts, all -> Stream.of((Object) all.toArray(String[]::new)))))
                .then(Mono.fromSupplier(() -> Stream.of(shapes, texts)
                        .flatMap(added -> added.keySet().stream())
                        .collect(Collectors.toSet())));
    }

    private <T> void addNew(Map<Facet, T> added, Facet facet, T value) {
        if (known.getIfPresent(facet) == null) {
            added.put(facet, value);
        }
    }

    /** To be called once the transaction is committed. */
    public void committed(Set<Facet> added) {
        added.forEach(facet -> known.put(facet, true));
    }

    private static <T> Mono<Void> insert(
            Session session, String sql, Map<Facet, T> added, Function<List<T>, Stream<Object>> columns) {
        if (added.isEmpty()) {
            return Mono.empty();
        }
        List<Facet> facets = List.copyOf(added.keySet());
        Stream<Object> key = Stream.of(
                column(facets, Facet::workspace, UUID[]::new),
                column(facets, Facet::day, LocalDate[]::new),
                column(facets, Facet::id, Long[]::new));
        Stream<Object> values = columns.apply(facets.stream().map(added::get).toList());
        return session.execute(sql, Stream.concat(key, values).toArray()).then();
    }

    private static Stream<Object> columns(List<TraceShape> shapes) {
        return Stream.of(
                column(shapes, shape -> shape.status().wire(), String[]::new),
                column(shapes, TraceShape::service, String[]::new),
                column(shapes, TraceShape::provider, String[]::new),
                column(shapes, TraceShape::requestModel, String[]::new),
                column(shapes, TraceShape::responseModel, String[]::new),
                column(shapes, TraceShape::underMicros, Long[]::new));
    }

    private static <T, C extends @Nullable Object> Object column(
            List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
