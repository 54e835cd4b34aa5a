package io.switchgear.simulator.kubernetes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the user wants to go wrong with deployments, by name. */
final class Mishaps {

    private final Set<String> stuck = new HashSet<>();
    private final Set<String> toCrash = new HashSet<>();
    private final Map<String, Set<String>> crashed = new HashMap<>();

    /** Pods of a stuck deployment that are not ready yet never become so. */
    synchronized void stick(String deployment, boolean on) {
        if (on) {
            stuck.add(deployment);
        } else {
            stuck.remove(deployment);
        }
    }

    /** The pods there are now fail until they are replaced or healed; pods that come later are fine. */
    synchronized void crash(String deployment) {
        toCrash.add(deployment);
    }

    synchronized void heal(String deployment) {
        stuck.remove(deployment);
        toCrash.remove(deployment);
        crashed.remove(deployment);
    }

    synchronized void healAll() {
        stuck.clear();
        toCrash.clear();
        crashed.clear();
    }

    synchronized boolean isStuck(String deployment) {
        return stuck.contains(deployment);
    }

    synchronized boolean isCrashed(String deployment) {
        return toCrash.contains(deployment) || crashed.containsKey(deployment);
    }

    /** Names of the crashed ones among the deployment's pods; forgets those that are gone. */
    synchronized Set<String> crashedAmong(String deployment, List<String> pods) {
        if (toCrash.remove(deployment)) {
            crashed.put(deployment, new HashSet<>(pods));
        }
        var hit = crashed.get(deployment);
        if (hit == null) {
            return Set.of();
        }
        hit.retainAll(pods);
        if (hit.isEmpty()) {
            crashed.remove(deployment);
        }
        return Set.copyOf(hit);
    }
}
