package io.switchgear.health.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;
import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.common.paging.TimeRange;

import static io.switchgear.health.row.Columns.flag;
import static io.switchgear.health.row.Columns.maybeNumber;
import static io.switchgear.health.row.Columns.maybeText;
import static io.switchgear.health.row.Columns.number;
import static io.switchgear.health.row.Columns.text;
import static io.switchgear.health.row.Columns.time;
import static io.switchgear.health.row.Columns.uuid;

/** Reads the ledger, newest first. */
@Component
class LedgerReader {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    LedgerReader(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * What is asked for.
     *
     * @param provider of this one only; null for all
     * @param trigger {@code user} or {@code system}; null for both
     */
    record Query(
            UUID workspace,
            TimeRange range,
            @Nullable String provider,
            @Nullable String trigger) {}

    Mono<Page<LedgerEntry>> page(Query query, int limit, @Nullable String after) {
        Cursor cursor = Cursor.decode(after, 3);
        var sql = new StringBuilder("""
            select e.*, e.thresholds::text thresholds_json, e.counts::text counts_json, e.trace_ids::text trace_ids_json
            from circuit_breaker_events e
            where e.workspace_id = :workspace and e.at >= :from and e.at < :to\
            """);
        if (query.provider() != null) {
            sql.append(" and e.provider_name = :provider");
        }
        if (query.trigger() != null) {
            sql.append(" and e.trigger = :trigger");
        }
        if (cursor != null) {
            sql.append(" and (e.at, e.circuit_version, e.id) < (:at, :version, :id)");
        }
        sql.append(" order by e.at desc, e.circuit_version desc, e.id desc limit :limit");
        var statement = database.sql(sql.toString())
                .bind("workspace", query.workspace())
                .bind("from", query.range().from())
                .bind("to", query.range().to())
                .bind("limit", limit + 1);
        if (query.provider() != null) {
            statement = statement.bind("provider", query.provider());
        }
        if (query.trigger() != null) {
            statement = statement.bind("trigger", query.trigger());
        }
        if (cursor != null) {
            statement = bind(statement, cursor);
        }
        return statement.map(this::entry).all().collectList().map(rows -> Page.of(rows, limit, LedgerReader::cursor));
    }

    private static DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec statement, Cursor cursor) {
        try {
            return statement
                    .bind("at", Instant.parse(cursor.parts().get(0)))
                    .bind("version", Long.parseLong(cursor.parts().get(1)))
                    .bind("id", UUID.fromString(cursor.parts().get(2)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.unreadable();
        }
    }

    private static String cursor(LedgerEntry last) {
        return Cursor.encode(last.at(), last.version(), last.id());
    }

    private LedgerEntry entry(Readable row) {
        String forced = maybeText(row, "forced_state");
        return new LedgerEntry(
                uuid(row, "id"),
                text(row, "provider_name"),
                CircuitEvent.Type.valueOf(upper(text(row, "type"))),
                CircuitState.of(text(row, "from_state")),
                CircuitState.of(text(row, "to_state")),
                forced == null ? null : ForcedState.valueOf(upper(forced)),
                text(row, "reason"),
                CircuitEvent.Trigger.valueOf(upper(text(row, "trigger"))),
                maybeText(row, "actor"),
                json.readValue(text(row, "thresholds_json"), CircuitThresholds.class),
                json.readValue(text(row, "counts_json"), CircuitCounts.class),
                json.readValue(text(row, "trace_ids_json"), TEXTS),
                maybeNumber(row, "duration_ms"),
                number(row, "circuit_version"),
                flag(row, "local"),
                text(row, "replica"),
                time(row, "at"));
    }

    private static String upper(String wire) {
        return wire.toUpperCase(Locale.ROOT);
    }
}
