package io.switchgear.local.stores;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.switchgear.local.suite.StoresOnly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The real stores: durable, locked, and where a crash leaves them. */
class StoresIT {

    private static final Map<String, String> PASSWORDS =
            Map.of("identity", "i1", "routing", "r1", "health", "h1", "telemetry", "t1", "actions", "a1");

    @TempDir
    static Path folder;

    private StoresOnly stores;

    @BeforeEach
    void start() throws Exception {
        stores = StoresOnly.start(folder);
    }

    @AfterEach
    void stop() {
        stores.stop();
    }

    @Test
    void bothRunDurably() throws Exception {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("data_checksums")).isEqualTo("on");
        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting("server_version")).startsWith("18.");
        try (var redis =
                RedisConnection.open(stores.redis().port(), stores.redis().password())) {
            assertThat(redis.ask("CONFIG GET appendonly")).containsExactly("appendonly", "yes");
            assertThat(redis.ask("CONFIG GET appendfsync")).containsExactly("appendfsync", "everysec");
            assertThat(redis.ask("CONFIG GET bind")).containsExactly("bind", "127.0.0.1");
        }
    }

    @Test
    void neitherLetsAnybodyInWithoutThePassword() {
        String url = "jdbc:postgresql://127.0.0.1:%d/postgres"
                .formatted(stores.postgres().port());
        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
        assertThatThrownBy(() -> RedisConnection.open(stores.redis().port(), "wrong"))
                .hasMessageContaining("WRONGPASS");
    }

    @Test
    void provisioningTwiceGivesEachRoleItsSchemaAlone() throws Exception {
        Provisioning.run(stores.postgres(), "switchgear", PASSWORDS);
        Provisioning.run(stores.postgres(), "switchgear", PASSWORDS);

        String url = "jdbc:postgresql://127.0.0.1:%d/switchgear"
                .formatted(stores.postgres().port());
        try (var routing = DriverManager.getConnection(url, "routing", "r1");
                var statement = routing.createStatement()) {
            statement.execute("create table if not exists providers (name text)");
            assertThatThrownBy(() -> statement.execute("create table identity.intruder (name text)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void whatWasCommittedIsThereAfterBothWereKilled() throws Exception {
        try (var connection = stores.postgres().connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists ledger (entry text)");
            statement.execute("insert into ledger values ('kept')");
        }
        try (var redis =
                RedisConnection.open(stores.redis().port(), stores.redis().password())) {
            assertThat(redis.ask("SET circuit open")).containsExactly("OK");
        }

        stores.kill();
        stores = StoresOnly.start(folder);

        try (var connection = stores.postgres().connect("postgres");
                var statement = connection.createStatement();
                var found = statement.executeQuery("select entry from ledger")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getString(1)).isEqualTo("kept");
        }
        try (var redis =
                RedisConnection.open(stores.redis().port(), stores.redis().password())) {
            assertThat(redis.ask("GET circuit")).isEqualTo(List.of("open"));
        }
    }

    private String setting(String name) throws SQLException {
        try (var connection = stores.postgres().connect("postgres");
                var statement = connection.createStatement();
                var found = statement.executeQuery("show " + name)) {
            found.next();
            return found.getString(1);
        }
    }
}
