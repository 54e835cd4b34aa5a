package io.switchgear.gateway.apikey;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.limit.Limits;

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
     * @param limits for whoever counts the key's calls; absent in a file of the release before
     */
    record Entry(
            UUID id,
            UUID workspace,
            Set<String> scopes,
            @Nullable Instant expiresAt,
            @Nullable Limits limits) {

        Caller caller() {
            return Caller.apiKey("gateway", id, workspace, scopes, limits == null ? Limits.NONE : limits);
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
