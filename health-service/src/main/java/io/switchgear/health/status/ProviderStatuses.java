package io.switchgear.health.status;

import java.util.Locale;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;
import io.switchgear.common.problem.ProblemException;

import static io.switchgear.health.row.Columns.flag;
import static io.switchgear.health.row.Columns.maybeText;
import static io.switchgear.health.row.Columns.maybeTime;
import static io.switchgear.health.row.Columns.number;
import static io.switchgear.health.row.Columns.text;
import static io.switchgear.health.row.Columns.time;
import static io.switchgear.health.row.Columns.uuid;

/** Reads {@code provider_health_status}. */
@Component
public class ProviderStatuses {

    private static final String SELECT = """
        select s.*, s.thresholds::text thresholds_json,
               (select coalesce(sum(a.active_requests), 0)::bigint
                from replica_activity a join sample_replicas r using (replica)
                where a.workspace_id = s.workspace_id and a.provider_name = s.provider_name and a.group_name = ''
                  and r.received_at > now() - interval '15 seconds') active
        from provider_health_status s where s.workspace_id = :workspace\
        """;

    private final DatabaseClient database;
    private final JsonMapper json;

    ProviderStatuses(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What the router knows at present, by name. */
    public Flux<ProviderStatus> present(UUID workspace) {
        return database.sql(SELECT + " and s.present order by s.provider_name")
                .bind("workspace", workspace)
                .map(this::status)
                .all();
    }

    /** Workspaces that have a provider at present. */
    public Flux<UUID> workspaces() {
        return database.sql("select distinct workspace_id from provider_health_status where present")
                .map(row -> uuid(row, "workspace_id"))
                .all();
    }

    /** Also one that was deleted: its history outlives it. Fails with 404 if there never was one of that name. */
    public Mono<ProviderStatus> find(UUID workspace, String provider) {
        return Mono.defer(() -> database.sql(SELECT + " and s.provider_name = :provider")
                        .bind("workspace", workspace)
                        .bind("provider", name(provider))
                        .map(this::status)
                        .one())
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("provider", provider)));
    }

    /** PostgreSQL refuses a text with a NUL; no provider has one. */
    private static String name(String provider) {
        if (provider.indexOf('\0') >= 0) {
            throw ProblemException.notFound("provider", provider.replace('\0', '?'));
        }
        return provider;
    }

    private ProviderStatus status(Readable row) {
        String forced = maybeText(row, "forced_state");
        return new ProviderStatus(
                text(row, "provider_name"),
                flag(row, "present"),
                flag(row, "configured"),
                CircuitState.of(text(row, "circuit_state")),
                forced == null ? null : ForcedState.valueOf(forced.toUpperCase(Locale.ROOT)),
                number(row, "circuit_version"),
                time(row, "state_since"),
                maybeTime(row, "next_attempt_at"),
                json.readValue(text(row, "thresholds_json"), CircuitThresholds.class),
                new CircuitCounts(
                        number(row, "total_requests"),
                        number(row, "success_count"),
                        number(row, "failure_count"),
                        Math.toIntExact(number(row, "consecutive_failures")),
                        number(row, "rejected_count"),
                        number(row, "incident_count")),
                number(row, "active"),
                maybeTime(row, "last_request_at"),
                maybeTime(row, "last_failure_at"),
                maybeText(row, "last_error"),
                time(row, "observed_at"),
                time(row, "created_at"));
    }
}
