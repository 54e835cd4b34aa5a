package io.switchgear.local.stores;

import java.io.IOException;
import java.util.Locale;

/** The systems for which both stores have binaries, by the names these carry. */
enum Platform {
    LINUX_AMD64("postgres-linux-x86_64.txz", "redis-server-6.2.6-v5-linux-amd64"),
    LINUX_ARM64("postgres-linux-arm_64.txz", "redis-server-6.2.7-linux-arm64"),
    MAC_AMD64("postgres-darwin-x86_64.txz", "redis-server-6.2.6-v5-darwin-amd64"),
    MAC_ARM64("postgres-darwin-arm_64.txz", "redis-server-6.2.6-v5-darwin-arm64");

    private final String postgres;
    private final String redis;

    Platform(String postgres, String redis) {
        this.postgres = postgres;
        this.redis = redis;
    }

    String postgres() {
        return postgres;
    }

    String redis() {
        return redis;
    }

    static Platform current() throws IOException {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String system, String architecture) throws IOException {
        boolean arm = architecture.equals("aarch64");
        boolean intel = architecture.equals("amd64") || architecture.equals("x86_64");
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux") && (arm || intel)) {
            return arm ? LINUX_ARM64 : LINUX_AMD64;
        }
        if (name.startsWith("mac") && (arm || intel)) {
            return arm ? MAC_ARM64 : MAC_AMD64;
        }
        throw new IOException(
                "there are no binaries of PostgreSQL and Redis for %s on %s; Linux and macOS on amd64 and arm64 have them"
                        .formatted(system, architecture));
    }
}
