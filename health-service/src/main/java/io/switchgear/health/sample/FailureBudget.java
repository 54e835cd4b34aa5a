package io.switchgear.health.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;

/** How many lines of their own each provider's failures have had in a minute; counted per replica of this service. */
@Component
class FailureBudget {

    private final int perMinute;
    private final Cache<Key, AtomicInteger> used = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(5))
            .maximumSize(100_000)
            .build();

    FailureBudget(HistoryProperties properties) {
        this.perMinute = properties.failuresPerMinute();
    }

    private record Key(UUID workspace, String provider, Instant minute) {}

    int free(UUID workspace, String provider, Instant at) {
        return Math.max(0, perMinute - used(workspace, provider, at).get());
    }

    void use(UUID workspace, String provider, Instant at, int lines) {
        used(workspace, provider, at).addAndGet(lines);
    }

    private AtomicInteger used(UUID workspace, String provider, Instant at) {
        return used.get(
                new Key(workspace, provider, at.truncatedTo(ChronoUnit.MINUTES)), absent -> new AtomicInteger());
    }
}
