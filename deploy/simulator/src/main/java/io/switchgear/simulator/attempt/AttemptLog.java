package io.switchgear.simulator.attempt;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** The newest attempts of all providers, oldest dropped first. */
public final class AttemptLog {

    private final int capacity;
    private final InstantSource clock;
    private final Deque<LiveAttempt> ring = new ArrayDeque<>();
    private long nextId = 1;

    public AttemptLog(int capacity, InstantSource clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    public synchronized LiveAttempt begin(String provider, String method, String path, Map<String, String> headers) {
        if (ring.size() == capacity) {
            ring.removeFirst();
        }
        var attempt = new LiveAttempt(nextId++, clock, provider, method, path, headers);
        ring.addLast(attempt);
        return attempt;
    }

    /** All attempts, oldest first. */
    public List<Attempt> all() {
        return find(null, null, null);
    }

    /** Attempts that match every given filter, oldest first; {@code model} is compared with and without its fault rules. */
    public List<Attempt> find(@Nullable String provider, @Nullable String model, @Nullable Instant since) {
        return live().stream()
                .filter(attempt -> since == null || !attempt.at().isBefore(since))
                .map(LiveAttempt::snapshot)
                .filter(attempt -> provider == null || attempt.provider().equals(provider))
                .filter(attempt -> model == null || isModel(model, attempt.model()))
                .toList();
    }

    /** Forgets everything; ids go on counting. */
    public synchronized void clear() {
        ring.clear();
    }

    private synchronized List<LiveAttempt> live() {
        return List.copyOf(ring);
    }

    private static boolean isModel(String wanted, @Nullable String requested) {
        return Objects.equals(wanted, requested)
                || (requested != null && requested.startsWith(wanted) && requested.charAt(wanted.length()) == '!');
    }
}
