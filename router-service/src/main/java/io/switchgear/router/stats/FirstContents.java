package io.switchgear.router.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long each pool's targets take to their first content, lately and on this replica. */
@Component
public class FirstContents {

    /** Fewer say nothing about a 95th percentile. */
    private static final int ENOUGH = 20;

    private final ConcurrentMap<Place, Latencies> known = new ConcurrentHashMap<>();

    private record Place(UUID workspaceId, String group, boolean streamed) {}

    private Latencies of(UUID workspaceId, String group, boolean streamed) {
        return known.computeIfAbsent(new Place(workspaceId, group, streamed), none -> new Latencies());
    }

    public void add(UUID workspaceId, String group, boolean streamed, long millis, Instant now) {
        var latencies = of(workspaceId, group, streamed);
        synchronized (latencies) {
            latencies.add(millis, now);
        }
    }

    /** The 95th percentile of the last 5 to 10 minutes; null with fewer than {@value #ENOUGH} answers. */
    public @Nullable Duration p95(UUID workspaceId, String group, boolean streamed, Instant now) {
        var latencies = of(workspaceId, group, streamed);
        synchronized (latencies) {
            Double p95 = latencies.count(now) < ENOUGH
                    ? null
                    : latencies.percentiles(now).p95();
            return p95 == null ? null : Duration.ofMillis(Math.max(1, Math.round(p95)));
        }
    }
}
