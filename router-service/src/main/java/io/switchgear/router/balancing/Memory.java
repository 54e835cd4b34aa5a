package io.switchgear.router.balancing;

import java.util.Map;

/**
 * What a strategy remembers from one choice to the next.
 *
 * @param turn how many choices there were
 * @param credits by candidate, for smooth weighting
 */
public record Memory(long turn, Map<String, Double> credits) {

    public static final Memory NONE = new Memory(0, Map.of());

    Memory next() {
        return new Memory(turn + 1, credits);
    }
}
