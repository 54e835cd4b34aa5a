package io.switchgear.local.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.switchgear.local.layout.Home;
import io.switchgear.local.process.Command;
import io.switchgear.local.process.Ending;
import io.switchgear.local.process.LogTail;
import io.switchgear.local.process.Part;
import io.switchgear.local.secrets.PrivateFile;

/**
 * PostgreSQL in the foreground, child of the launcher: durable, with passwords, on loopback.
 *
 * @param home of the suite
 * @param port where it listens
 * @param password of the superuser {@code postgres}
 */
public record PostgresServer(Home home, int port, String password) implements Part {

    public static final String NAME = "postgres";
    private static final String SUPERUSER = "postgres";

    /** Durability first: these are PostgreSQL's defaults, named here because a suite must not run without them. */
    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "200",
            "jit", "off",
            "log_line_prefix", "%m [%p] %q%u@%d ",
            "timezone", "UTC",
            "log_timezone", "UTC");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "PostgreSQL " + Binaries.version(NAME).replaceFirst("\\.0$", "");
    }

    @Override
    public Path log() {
        return home.log(NAME);
    }

    @Override
    public Ending ending() {
        return Ending.FAST;
    }

    @Override
    public Command prepare() throws IOException, InterruptedException {
        Path programs = Binaries.archive(Platform.current().postgres(), home.run("postgres-" + Binaries.version(NAME)));
        if (!Files.exists(data())) {
            createCluster(programs);
        }
        requireSameMajorVersion();
        StalePostmaster.clear(data());
        var arguments = new ArrayList<>(List.of(
                programs.resolve("bin/postgres").toString(), "-D", data().toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return new Command(Unprivileged.command(arguments), Map.of(), home.run(NAME));
    }

    @Override
    public boolean ready() {
        try (var connection = connect(SUPERUSER);
                var statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** As superuser. */
    public Connection connect(String database) throws SQLException {
        var login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "2");
        login.setProperty("ApplicationName", "switchgear-launcher");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), login);
    }

    private Path data() {
        return home.data(NAME);
    }

    /** Under another name first: a set-up that is cut short is never taken for a database. */
    private void createCluster(Path programs) throws IOException, InterruptedException {
        Path unfinished = data().resolveSibling(NAME + ".new");
        Home.delete(unfinished);
        Path passwordFile = home.run("postgres-password");
        PrivateFile.write(passwordFile, password + "\n");
        try {
            var initdb = List.of(
                    programs.resolve("bin/initdb").toString(),
                    "--pgdata=" + unfinished,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--data-checksums");
            var process = new Command(Unprivileged.command(initdb), Map.of(), home.run(NAME)).start(log());
            if (!process.waitFor(Duration.ofMinutes(2)) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("initdb failed: " + LogTail.reason(log()).orElse("it said nothing"));
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireSameMajorVersion() throws IOException {
        String found = Files.readString(data().resolve("PG_VERSION")).strip();
        String ours = Binaries.version(NAME).split("\\.", 2)[0];
        if (!found.equals(ours)) {
            throw new IOException(
                    "%s was written by PostgreSQL %s and this is %s; dump it with that version, or start with --fresh"
                            .formatted(data(), found, ours));
        }
    }
}
