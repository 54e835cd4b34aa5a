package io.switchgear.router.dataplane;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/** Targets whose provider has lately said that it does not know the model: asked only when there is nobody else. */
@Component
class UnknownModels {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Map<Parking.Space, Instant> until = new ConcurrentHashMap<>();

    void unknown(Parking.Space target, Instant now) {
        until.put(target, now.plus(REMEMBERED));
    }

    boolean isUnknown(Parking.Space target, Instant now) {
        Instant time = until.get(target);
        if (time != null && !now.isBefore(time)) {
            until.remove(target, time);
            return false;
        }
        return time != null;
    }
}
