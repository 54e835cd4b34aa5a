package io.switchgear.health.component;

import java.util.LinkedHashMap;
import java.util.Map;

import io.r2dbc.pool.ConnectionPool;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import static io.switchgear.health.row.Columns.text;

/** PostgreSQL answers a query; degraded while callers queue for connections. */
@Component
class DatabaseCheck implements ComponentCheck {

    private final DatabaseClient database;
    private final ConnectionPool pool;

    DatabaseCheck(DatabaseClient database, ConnectionPool pool) {
        this.database = database;
        this.pool = pool;
    }

    @Override
    public String key() {
        return "database";
    }

    @Override
    public Mono<CheckResult> check() {
        return database.sql("select current_setting('server_version') as version")
                .map(row -> text(row, "version"))
                .one()
                .map(this::result);
    }

    private CheckResult result(String version) {
        var details = new LinkedHashMap<String, Object>();
        details.put("version", version);
        int waiting = pool.getMetrics()
                .map(metrics -> {
                    details.put(
                            "pool",
                            Map.of(
                                    "acquired", metrics.acquiredSize(),
                                    "idle", metrics.idleSize(),
                                    "pending", metrics.pendingAcquireSize(),
                                    "max", metrics.getMaxAllocatedSize()));
                    return metrics.pendingAcquireSize();
                })
                .orElse(0);
        return waiting > 0
                ? CheckResult.degraded("Calls wait for a connection.", details)
                : CheckResult.healthy(details);
    }
}
