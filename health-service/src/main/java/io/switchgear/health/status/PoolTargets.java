package io.switchgear.health.status;

import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

import static io.switchgear.health.row.Columns.flag;
import static io.switchgear.health.row.Columns.maybeDecimal;
import static io.switchgear.health.row.Columns.maybeTime;
import static io.switchgear.health.row.Columns.number;
import static io.switchgear.health.row.Columns.text;

/** Reads {@code load_balancer_status}. */
@Component
public class PoolTargets {

    private static final String SELECT = """
        select s.*,
               (select coalesce(sum(a.active_requests), 0)::bigint
                from replica_activity a join sample_replicas r using (replica)
                where a.workspace_id = s.workspace_id and a.provider_name = s.provider_name
                  and a.group_name = s.group_name and a.model = s.model
                  and r.received_at > now() - interval '15 seconds') active
        from load_balancer_status s where s.workspace_id = :workspace
        order by s.group_name, s.position, s.provider_name, s.model\
        """;

    private final DatabaseClient database;

    PoolTargets(DatabaseClient database) {
        this.database = database;
    }

    /** By pool, in configured order. */
    public Flux<PoolTarget> present(UUID workspace) {
        return database.sql(SELECT)
                .bind("workspace", workspace)
                .map(row -> new PoolTarget(
                        text(row, "group_name"),
                        text(row, "strategy"),
                        text(row, "provider_name"),
                        text(row, "model"),
                        Objects.requireNonNull(maybeDecimal(row, "weight")),
                        flag(row, "available"),
                        number(row, "active"),
                        maybeTime(row, "last_request_at")))
                .all();
    }
}
