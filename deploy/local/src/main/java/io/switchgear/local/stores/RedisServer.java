package io.switchgear.local.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.switchgear.local.layout.Home;
import io.switchgear.local.process.Command;
import io.switchgear.local.process.Part;
import io.switchgear.local.secrets.PrivateFile;

/**
 * Redis in the foreground, child of the launcher: append-only, with a password, on loopback.
 *
 * @param home of the suite
 * @param port where it listens
 * @param password of the default user
 */
public record RedisServer(Home home, int port, String password) implements Part {

    public static final String NAME = "redis";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Redis 6.2";
    }

    @Override
    public Path log() {
        return home.log(NAME);
    }

    @Override
    public Command prepare() throws IOException {
        Path program = Binaries.program(
                Platform.current().redis(),
                home.run("redis-" + Binaries.version(NAME)).resolve("redis-server"));
        Files.createDirectories(home.data(NAME));
        Path configuration = home.run("redis.conf");
        PrivateFile.write(configuration, configuration());
        return new Command(List.of(program.toString(), configuration.toString()), Map.of(), home.data(NAME));
    }

    /** An append-only file flushed each second: a killed process loses nothing, a power cut one second. */
    private String configuration() {
        return """
            bind 127.0.0.1
            port %d
            requirepass %s
            dir "%s"
            appendonly yes
            appendfsync everysec
            save ""
            maxmemory 256mb
            maxmemory-policy volatile-lru
            """.formatted(port, password, home.data(NAME));
    }

    @Override
    public boolean ready() {
        try (var redis = RedisConnection.open(port, password)) {
            return redis.ask("PING").equals(List.of("PONG"));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** {@code redis://} URL with the password. */
    public String url() {
        return "redis://default:%s@127.0.0.1:%d".formatted(password, port);
    }
}
