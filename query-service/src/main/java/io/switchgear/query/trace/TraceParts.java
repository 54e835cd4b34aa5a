package io.switchgear.query.trace;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import static io.switchgear.query.bulk.Columns.required;

/**
 * Finds the days, and of each day the shapes and texts, that a filter selects. A list then reads one partition after the other with
 * conditions that the planner has statistics of, and none in vain.
 */
@Component
class TraceParts {

    /** Of shapes or texts. Where more pass, traces are plenty, and those of the remaining days are looked at one by one. */
    private static final int MAX_FACETS = 10_000;

    private final DatabaseClient database;

    TraceParts(DatabaseClient database) {
        this.database = database;
    }

    /** Newest first. */
    Mono<List<TracePart>> find(UUID workspace, TraceFilter filter, @Nullable TraceCursor cursor) {
        boolean byShape = filter.byShape();
        String text = filter.text();
        if (!byShape && text == null) {
            return Mono.just(List.of(TracePart.ALL));
        }
        var days = new Days(workspace, filter, cursor);
        if (text == null) {
            return shapes(days, filter).map(shapes -> parts(shapes, null));
        }
        Mono<Facets> texts = texts(days, text);
        return byShape
                ? Mono.zip(shapes(days, filter), texts).map(found -> parts(found.getT1(), found.getT2()))
                : texts.map(found -> parts(null, found));
    }

    /** Conditions on workspace and day. */
    private record Days(StringBuilder sql, Map<String, Object> parameters) {

        Days(UUID workspace, TraceFilter filter, @Nullable TraceCursor cursor) {
            this(new StringBuilder(" where workspace_id = :workspace"), new HashMap<>());
            parameters.put("workspace", workspace);
            var range = filter.range();
            if (range != null) {
                sql.append(" and day between :firstDay and :lastDay");
                parameters.put("firstDay", LocalDate.ofInstant(range.from(), ZoneOffset.UTC));
                parameters.put("lastDay", LocalDate.ofInstant(range.to(), ZoneOffset.UTC));
            }
            if (cursor != null) {
                sql.append(" and day <= :cursorDay");
                parameters.put("cursorDay", LocalDate.ofInstant(cursor.listedAt(), ZoneOffset.UTC));
            }
        }

        Days copy() {
            return new Days(new StringBuilder(sql), new HashMap<>(parameters));
        }
    }

    private Mono<Facets> shapes(Days days, TraceFilter filter) {
        var wanted = days.copy();
        filter.conditions(wanted.sql(), wanted.parameters());
        if (filter.minDurationMs() != null) {
            wanted.sql().append(" and under_us > :leastMicros");
            wanted.parameters().put("leastMicros", filter.leastMicros());
        }
        return facets("trace_shapes", wanted);
    }

    private Mono<Facets> texts(Days days, String text) {
        var wanted = days.copy();
        wanted.sql().append(" and text like :searched");
        wanted.parameters().put("searched", text);
        return facets("trace_texts", wanted);
    }

    private Mono<Facets> facets(String table, Days wanted) {
        return database.sql(
                        "select day, id from " + table + wanted.sql() + " order by day desc limit " + (MAX_FACETS + 1))
                .bindValues(wanted.parameters())
                .map(row -> new Facet(required(row, "day", LocalDate.class), required(row, "id", Long.class)))
                .all()
                .collectList()
                .map(Facets::of);
    }

    record Facet(LocalDate day, long id) {}

    /**
     * What was found.
     *
     * @param byDay ids
     * @param rest newest day that was not read to its end; null if all were
     */
    record Facets(
            SortedMap<LocalDate, Set<Long>> byDay, @Nullable LocalDate rest) {

        static Facets of(List<Facet> found) {
            var byDay = new TreeMap<LocalDate, Set<Long>>();
            found.forEach(facet ->
                    byDay.computeIfAbsent(facet.day(), day -> new HashSet<>()).add(facet.id()));
            LocalDate rest = found.size() > MAX_FACETS ? byDay.firstKey() : null;
            byDay.remove(rest == null ? LocalDate.MIN : rest);
            return new Facets(byDay, rest);
        }
    }

    static List<TracePart> parts(@Nullable Facets shapes, @Nullable Facets texts) {
        LocalDate rest = latest(shapes, texts);
        var days = new TreeMap<LocalDate, TracePart>();
        Facets either = shapes != null ? shapes : texts;
        if (either != null) {
            for (LocalDate day : either.byDay().keySet()) {
                var part = new TracePart(day, day, ids(shapes, day), ids(texts, day));
                boolean both = (shapes == null || part.shapes() != null) && (texts == null || part.texts() != null);
                if (both && (rest == null || day.isAfter(rest))) {
                    days.put(day, part);
                }
            }
        }
        var parts = new ArrayList<>(days.descendingMap().values());
        if (rest != null) {
            parts.add(new TracePart(null, rest, null, null));
        }
        return parts;
    }

    private static @Nullable Set<Long> ids(@Nullable Facets facets, LocalDate day) {
        return facets == null ? null : facets.byDay().get(day);
    }

    private static @Nullable LocalDate latest(@Nullable Facets a, @Nullable Facets b) {
        LocalDate first = a == null ? null : a.rest();
        LocalDate second = b == null ? null : b.rest();
        return first == null || (second != null && second.isAfter(first)) ? second : first;
    }
}
