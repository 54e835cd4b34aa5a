package io.switchgear.health.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.common.paging.TimeRange;

import static io.switchgear.health.row.Columns.maybeNumber;
import static io.switchgear.health.row.Columns.maybeText;
import static io.switchgear.health.row.Columns.number;
import static io.switchgear.health.row.Columns.text;
import static io.switchgear.health.row.Columns.time;
import static io.switchgear.health.row.Columns.uuid;

/** Reads {@code provider_health_history}, newest first. */
@Component
class HistoryReader {

    /** Types of so many lines that every page is full of them; the others have an index of their own. */
    private static final Set<String> FREQUENT = Set.of("failure", "success");

    private final DatabaseClient database;

    HistoryReader(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What is asked for.
     *
     * @param type only this; null for all
     * @param category only this; null for all
     */
    record Query(
            UUID workspace,
            String provider,
            TimeRange range,
            @Nullable String type,
            @Nullable String category) {}

    Mono<Page<HistoryEntry>> page(Query query, int limit, @Nullable String after) {
        Cursor cursor = Cursor.decode(after, 2);
        var statement = database.sql(sql(query, cursor != null))
                .bind("workspace", query.workspace())
                .bind("provider", query.provider())
                .bind("from", query.range().from())
                .bind("to", query.range().to())
                .bind("limit", limit + 1);
        if (query.type() != null) {
            statement = statement.bind("type", query.type());
        }
        if (query.category() != null) {
            statement = statement.bind("category", query.category());
        }
        if (cursor != null) {
            statement = bind(statement, cursor);
        }
        return statement
                .map(HistoryReader::entry)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, limit, last -> Cursor.encode(last.at(), last.id())));
    }

    /** @param continued from a cursor */
    static String sql(Query query, boolean continued) {
        var sql = new StringBuilder("""
            select * from provider_health_history
            where workspace_id = :workspace and provider_name = :provider and at >= :from and at < :to\
            """);
        if (query.type() != null) {
            sql.append(" and type = :type");
            if (!FREQUENT.contains(query.type())) {
                // As the index of the others says it: a plan for any type cannot use that.
                sql.append(" and type not in ('failure', 'success')");
            }
        }
        if (query.category() != null) {
            sql.append(" and error_category = :category");
        }
        if (continued) {
            sql.append(" and (at, id) < (:at, :id)");
        }
        return sql.append(" order by at desc, id desc limit :limit").toString();
    }

    private static DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec statement, Cursor cursor) {
        try {
            return statement
                    .bind("at", Instant.parse(cursor.parts().get(0)))
                    .bind("id", UUID.fromString(cursor.parts().get(1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.unreadable();
        }
    }

    private static HistoryEntry entry(Readable row) {
        long count = number(row, "event_count");
        Long latencySum = maybeNumber(row, "latency_sum_ms");
        return new HistoryEntry(
                uuid(row, "id"),
                text(row, "type"),
                maybeText(row, "error_category"),
                count,
                time(row, "at"),
                time(row, "last_at"),
                maybeText(row, "from_state"),
                maybeText(row, "to_state"),
                maybeText(row, "message"),
                maybeText(row, "trace_id"),
                latencySum == null ? null : (double) latencySum / count,
                maybeNumber(row, "latency_min_ms"),
                maybeNumber(row, "latency_max_ms"),
                maybeText(row, "actor"));
    }
}
