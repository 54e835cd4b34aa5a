package io.switchgear.local.stores;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The database of the suite with a role and a schema for each service; idempotent. */
public final class Provisioning {

    public static final String DATABASE = "switchgear";
    private static final String SCRIPT = "/switchgear/provision.sql";

    private Provisioning() {}

    /**
     * Creates what is missing and sets the roles' passwords.
     *
     * @param passwords by role, letters and digits alone
     */
    public static void run(PostgresServer server, String database, Map<String, String> passwords)
            throws IOException, SQLException {
        try (var connection = server.connect("postgres")) {
            if (!exists(connection, database)) {
                execute(connection, "create database " + database);
            }
        }
        try (var connection = server.connect(database)) {
            execute(connection, script(passwords));
        }
    }

    /** Disconnects whoever is in it. */
    public static void drop(PostgresServer server, String database) throws SQLException {
        try (var connection = server.connect("postgres")) {
            execute(connection, "drop database if exists %s with (force)".formatted(database));
        }
    }

    private static String script(Map<String, String> passwords) throws IOException {
        try (var in = Provisioning.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException(SCRIPT + " is not on the class path; build common");
            }
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var password : passwords.entrySet()) {
                script = script.replace("${%s}".formatted(password.getKey()), "'%s'".formatted(password.getValue()));
            }
            return script;
        }
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (var query = connection.prepareStatement("select from pg_database where datname = ?")) {
            query.setString(1, database);
            try (var found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
