package io.switchgear.gateway.apikey;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.identity.Caller;

/**
 * All keys that are good, as of one revision.
 *
 * @param revision of the table; grows with each change
 * @param keys by the SHA-256 of the key, in hex
 */
record KeySnapshot(long revision, Map<String, Entry> keys) {

    KeySnapshot {
        keys = Map.copyOf(keys);
    }

    /**
     * What is checked on each request.
     *
     * @param id of the key
     * @param workspace that it acts for
     * @param scopes on the wire
     * @param expiresAt null for never
     */
    record Entry(
            UUID id,
            UUID workspace,
            Set<String> scopes,
            @Nullable Instant expiresAt) {

        Caller caller() {
            return Caller.apiKey("gateway", id, workspace, scopes);
        }

        boolean isExpired(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }
    }

    @Nullable
    Entry find(String hash) {
        return keys.get(hash);
    }
}
