package io.switchgear.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The keys of the access tokens, newest first. A fresh key signs only after every replica has had time to learn it; an old one
 * verifies until the tokens it signed have expired.
 */
record SigningKeySet(List<SigningKey> keys) {

    /** How long a replica may take to notice a new key. */
    static final Duration SPREAD = Duration.ofMinutes(2);

    SigningKeySet {
        keys = List.copyOf(keys);
    }

    /** The key that signs now; null if there is none at all. */
    @Nullable
    SigningKey signing(Instant now) {
        for (SigningKey key : keys) {
            if (!key.createdAt().plus(SPREAD).isAfter(now)) {
                return key;
            }
        }
        return keys.isEmpty() ? null : keys.getLast();
    }

    @Nullable
    SigningKey find(@Nullable String id) {
        for (SigningKey key : keys) {
            if (key.id().equals(id)) {
                return key;
            }
        }
        return null;
    }

    boolean needsRotation(Instant now, Duration rotation) {
        return keys.isEmpty() || keys.getFirst().createdAt().plus(rotation).isBefore(now);
    }
}
