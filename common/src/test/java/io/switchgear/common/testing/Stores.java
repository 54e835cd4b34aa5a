package io.switchgear.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import redis.embedded.RedisServer;

/**
 * A real PostgreSQL and a real Redis for tests, one of each per JVM, started at first use and provisioned as in production. The
 * binaries from Maven Central by default; containers with {@code SWITCHGEAR_TEST_STORES=containers}, where a Docker engine
 * answers. This class is the one switch between them.
 */
public final class Stores {

    private static final String PASSWORD = "test";

    private final String postgresHost;
    private final int postgresPort;
    private final String redisUrl;

    private Stores(String postgresHost, int postgresPort, String redisUrl) {
        this.postgresHost = postgresHost;
        this.postgresPort = postgresPort;
        this.redisUrl = redisUrl;
    }

    public static Stores get() {
        return Holder.INSTANCE;
    }

    public String postgresHost() {
        return postgresHost;
    }

    public int postgresPort() {
        return postgresPort;
    }

    /** Of the role that owns a schema. */
    public String password() {
        return PASSWORD;
    }

    public String redisUrl() {
        return redisUrl;
    }

    /** Settings of a service that owns {@code schema}. */
    public Map<String, String> properties(String schema) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("switchgear.database.host", postgresHost);
        properties.put("switchgear.database.port", Integer.toString(postgresPort));
        properties.put("switchgear.database.schema", schema);
        properties.put("switchgear.database.username", schema);
        properties.put("switchgear.database.password", PASSWORD);
        properties.put("switchgear.redis.url", redisUrl);
        return properties;
    }

    private static final class Holder {
        static final Stores INSTANCE = start();
    }

    private static Stores start() {
        try {
            return "containers".equals(System.getenv("SWITCHGEAR_TEST_STORES")) ? containers() : embedded();
        } catch (IOException e) {
            throw new UncheckedIOException("The stores for the tests did not start.", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The stores for the tests could not be provisioned.", e);
        }
    }

    private static Stores embedded() throws IOException, SQLException {
        var postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_connections", "200")
                .start();
        try (var connection = postgres.getPostgresDatabase().getConnection()) {
            provision(connection);
        }
        int redisPort = freePort();
        var redis = RedisServer.newRedisServer()
                .port(redisPort)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(redis)));
        return new Stores("localhost", postgres.getPort(), "redis://127.0.0.1:" + redisPort);
    }

    @SuppressWarnings("resource") // Live until the JVM ends; Testcontainers removes them then.
    private static Stores containers() throws IOException, SQLException {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("SWITCHGEAR_TEST_STORES=containers, but no Docker engine answers.");
        }
        var postgres = new PostgreSQLContainer("postgres:18").withDatabaseName("switchgear");
        var redis = new GenericContainer<>("redis:7").withExposedPorts(6379);
        postgres.start();
        redis.start();
        try (var connection = postgres.createConnection("")) {
            provision(connection);
        }
        return new Stores(
                postgres.getHost(),
                postgres.getMappedPort(5432),
                "redis://" + redis.getHost() + ":" + redis.getMappedPort(6379));
    }

    private static void provision(java.sql.Connection connection) throws IOException, SQLException {
        try (var script = Stores.class.getResourceAsStream("/switchgear/provision.sql");
                var statement = connection.createStatement()) {
            String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            statement.execute(sql.replaceAll("\\$\\{[a-z]+}", "'" + PASSWORD + "'"));
            try (var databases = statement.executeQuery("select from pg_database where datname = 'switchgear'")) {
                if (databases.next()) {
                    return;
                }
            }
        }
        provisionDatabase(connection);
    }

    /** The embedded server's default database is named postgres: the suite's own is made beside it. */
    private static void provisionDatabase(java.sql.Connection connection) throws IOException, SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create database switchgear");
        }
        String url = connection.getMetaData().getURL().replaceFirst("/postgres(\\?|$)", "/switchgear$1");
        try (var own = java.sql.DriverManager.getConnection(url, "postgres", "postgres")) {
            provision(own);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void stop(RedisServer redis) {
        try {
            redis.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
