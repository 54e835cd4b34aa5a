package io.switchgear.router.breaker;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitKey;

/** All circuits of this replica in memory, and which of them changed since they were last kept. */
@Component
class LiveCircuits {

    private final InstantSource clock;
    private final Map<CircuitKey, LiveCircuit> circuits = new ConcurrentHashMap<>();
    private final Set<CircuitKey> unsaved = ConcurrentHashMap.newKeySet();

    LiveCircuits(InstantSource clock) {
        this.clock = clock;
    }

    LiveCircuit of(CircuitKey key) {
        return circuits.computeIfAbsent(
                key, none -> new LiveCircuit(Circuit.fresh(CircuitThresholds.DEFAULTS, clock.instant())));
    }

    List<CircuitKey> keys() {
        return List.copyOf(circuits.keySet());
    }

    /** Another replica was first, or has decided while Redis was away. */
    void follow(CircuitKey key, Circuit theirs) {
        Instant now = clock.instant();
        of(key).update(ours -> {
            if (ours.merge(theirs) == ours) {
                return ours;
            }
            changed(key);
            return theirs.seenFromElsewhere(now).keepingCountsOf(ours);
        });
    }

    void changed(CircuitKey key) {
        unsaved.add(key);
    }

    /** Those that changed; until they change again they are not named again. */
    List<CircuitKey> takeChanged() {
        var keys = List.copyOf(unsaved);
        unsaved.removeAll(keys);
        return keys;
    }
}
