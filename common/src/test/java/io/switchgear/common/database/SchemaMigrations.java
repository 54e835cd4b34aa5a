package io.switchgear.common.database;

import java.time.Duration;

import io.switchgear.common.testing.Stores;

/** Runs a migration beside the one of the service under test, as a second replica would. */
public final class SchemaMigrations {

    private SchemaMigrations() {}

    public static boolean migrateOnce(String schema) {
        var stores = Stores.get();
        var migration = new SchemaMigration(new DatabaseProperties(
                stores.postgresHost(),
                stores.postgresPort(),
                "switchgear",
                schema,
                schema,
                stores.password(),
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                true));
        migration.start();
        migration.migrated().block(Duration.ofSeconds(30));
        return migration.ready();
    }
}
