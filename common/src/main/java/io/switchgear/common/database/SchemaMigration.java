package io.switchgear.common.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.switchgear.common.probe.ReadinessCheck;

/**
 * Brings the service's schema up to date by Liquibase, at start, on a thread of its own: a database that is away delays
 * readiness, not the process. The lock is PostgreSQL's advisory one, which dies with its session; Liquibase's own row
 * lock, which a killed migrator leaves behind, is therefore known to be stale whenever we hold ours.
 */
public final class SchemaMigration implements SmartLifecycle, ReadinessCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
    private static final String CHANGELOG = "db/changelog.sql";
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final DatabaseProperties properties;
    private final Sinks.Empty<Void> done = Sinks.empty();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean migrated;
    private volatile boolean away;
    private volatile boolean running;

    SchemaMigration(DatabaseProperties properties) {
        this.properties = properties;
        System.setProperty("liquibase.analytics.enabled", "false");
        System.setProperty("liquibase.showBanner", "false");
    }

    /** Completes once the schema is up to date. */
    public Mono<Void> migrated() {
        return done.asMono();
    }

    @Override
    public String name() {
        return "schema";
    }

    /** True once the schema is up to date; for a service that can do without, also once the database was found to be away. */
    @Override
    public boolean ready() {
        return migrated || (away && !properties.required());
    }

    /** Before everything that reads the database. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("schema-migration").daemon().start(this::migrateUntilDone);
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void migrateUntilDone() {
        String lastFailure = "";
        while (running) {
            try {
                migrate();
                migrated = true;
                done.tryEmitEmpty();
                return;
            } catch (SQLException | LiquibaseException e) {
                away = true;
                String failure = String.valueOf(e.getMessage());
                if (!failure.equals(lastFailure)) {
                    LOG.warn("The schema {} cannot be migrated yet: {}", properties.schema(), failure);
                    lastFailure = failure;
                }
            }
            if (pause()) {
                return;
            }
        }
    }

    /** True if the service stops meanwhile. */
    private boolean pause() {
        try {
            return stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void migrate() throws SQLException, LiquibaseException {
        try (Connection lock = connect();
                Connection work = connect()) {
            execute(lock, "select pg_advisory_lock(hashtextextended(current_schema() || '.migration', 0))");
            releaseStaleLock(work);
            var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(work));
            database.setDefaultSchemaName(properties.schema());
            database.setLiquibaseSchemaName(properties.schema());
            try (var liquibase = new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), database)) {
                liquibase.update("");
            }
        }
    }

    private void releaseStaleLock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select to_regclass('databasechangeloglock') is not null")) {
            found.next();
            if (!found.getBoolean(1)) {
                return;
            }
        }
        execute(connection, "update databasechangeloglock set locked = false, lockgranted = null, lockedby = null");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        var login = new Properties();
        login.setProperty("user", properties.username());
        login.setProperty("password", properties.password());
        login.setProperty("currentSchema", properties.schema());
        login.setProperty("ApplicationName", "switchgear-migration");
        login.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(properties.host(), properties.port(), properties.name()), login);
    }
}
