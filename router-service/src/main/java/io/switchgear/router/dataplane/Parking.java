package io.switchgear.router.dataplane;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Targets that asked to be left alone for a while (429). */
@Component
class Parking {

    private final Map<Space, Instant> until = new ConcurrentHashMap<>();

    /**
     * Whom a rate limit concerns.
     *
     * @param workspaceId the tenant
     * @param provider the account
     * @param model on the wire
     */
    record Space(UUID workspaceId, String provider, String model) {}

    void park(Space space, Instant time) {
        until.merge(space, time, (known, fresh) -> fresh.isAfter(known) ? fresh : known);
    }

    /** Until when; null if it may be called at {@code now}. */
    @Nullable
    Instant parked(Space space, Instant now) {
        Instant time = until.get(space);
        if (time == null) {
            return null;
        }
        if (!now.isBefore(time)) {
            until.remove(space, time);
            return null;
        }
        return time;
    }
}
