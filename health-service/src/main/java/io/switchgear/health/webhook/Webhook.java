package io.switchgear.health.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of circuit transitions.
 *
 * @param events which ones: {@code circuit.opened}, {@code circuit.half_opened}, {@code circuit.closed}
 * @param secret that deliveries are signed with, {@code whsec_…}; told once, when it is set, and left out otherwise
 * @param revision rises with each change; the {@code ETag}
 */
record Webhook(
        UUID id,
        String name,
        String url,
        List<String> events,
        boolean enabled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    static final List<String> EVENTS = List.of("circuit.opened", "circuit.half_opened", "circuit.closed");

    Webhook with(String told) {
        return new Webhook(id, name, url, events, enabled, told, revision, createdAt, updatedAt);
    }

    /** Never prints the secret. */
    @Override
    public String toString() {
        return "Webhook[" + id + " " + name + "]";
    }
}
