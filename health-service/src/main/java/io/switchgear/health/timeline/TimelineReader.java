package io.switchgear.health.timeline;

import java.time.Instant;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

import io.switchgear.health.status.HealthState;

import static io.switchgear.health.row.Columns.flag;
import static io.switchgear.health.row.Columns.maybeTime;
import static io.switchgear.health.row.Columns.text;
import static io.switchgear.health.row.Columns.time;

/** Reads {@code circuit_breaker_history}. */
@Component
class TimelineReader {

    /** More changes than anyone can look at; of more, the newest are told. */
    private static final int MOST = 10_000;

    private static final String CHANGES = """
        select * from (
          select timestamp, status, metrics ->> 'previous_status' previous,
                 (metrics ->> 'degraded_until')::timestamptz degraded_until, (metrics ->> 'opened')::boolean opened,
                 (metrics ->> 'version')::bigint version
          from circuit_breaker_history
          where workspace_id = :workspace and service_name = :provider and timestamp < :to
            and timestamp >= coalesce(
              (select max(timestamp) from circuit_breaker_history
               where workspace_id = :workspace and service_name = :provider and timestamp < :from), :from)
          order by timestamp desc, version desc limit :most) newest
        order by timestamp, version\
        """;

    private final DatabaseClient database;

    TimelineReader(DatabaseClient database) {
        this.database = database;
    }

    /** Changes in the span and the last one before it, oldest first. */
    Flux<StatusChange> changes(UUID workspace, String provider, Instant from, Instant to) {
        return database.sql(CHANGES)
                .bind("workspace", workspace)
                .bind("provider", provider)
                .bind("from", from)
                .bind("to", to)
                .bind("most", MOST)
                .map(TimelineReader::change)
                .all();
    }

    private static StatusChange change(Readable row) {
        return new StatusChange(
                time(row, "timestamp"),
                HealthState.of(text(row, "previous")),
                HealthState.of(text(row, "status")),
                maybeTime(row, "degraded_until"),
                flag(row, "opened"));
    }
}
