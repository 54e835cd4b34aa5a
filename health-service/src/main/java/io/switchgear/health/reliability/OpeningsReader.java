package io.switchgear.health.reliability;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import static io.switchgear.health.row.Columns.number;
import static io.switchgear.health.row.Columns.text;

/** Counts openings in the ledger; the time spent open comes from the transitions that ended it, or goes on until now. */
@Component
class OpeningsReader {

    private static final String SQL = """
        with ended as (
          select provider_name,
                 count(*) filter (where to_state = 'open' and from_state <> 'open') openings,
                 sum(case when from_state = 'open' and to_state <> 'open'
                          then least(coalesce(duration_ms, 0), extract(epoch from at - :from) * 1000) else 0 end) open_ms
          from circuit_breaker_events
          where workspace_id = :workspace and at >= :from and at < :to
          group by provider_name
        ), lasting as (
          select provider_name,
                 extract(epoch from cast(:to as timestamptz) - greatest(state_since, cast(:from as timestamptz))) * 1000 open_ms
          from provider_health_status
          where workspace_id = :workspace and circuit_state = 'open' and state_since < :to
        )
        select provider_name, coalesce(e.openings, 0) openings,
               (coalesce(e.open_ms, 0) + coalesce(l.open_ms, 0))::bigint open_ms
        from ended e full join lasting l using (provider_name)\
        """;

    private final DatabaseClient database;

    OpeningsReader(DatabaseClient database) {
        this.database = database;
    }

    /** Of every provider that had any, by name. */
    Mono<Map<String, Openings>> ofAll(UUID workspace, Instant from, Instant to) {
        return database.sql(SQL)
                .bind("workspace", workspace)
                .bind("from", from)
                .bind("to", to)
                .map(row -> Map.entry(
                        text(row, "provider_name"), new Openings(number(row, "openings"), number(row, "open_ms"))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
