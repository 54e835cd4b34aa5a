package io.switchgear.router.balancing;

import java.util.List;

/** One after the other. */
final class RoundRobin implements Balancer {

    @Override
    public Choice choose(List<Candidate> candidates, Memory memory, Draw draw) {
        return new Choice(candidates.get(Math.floorMod(memory.turn(), candidates.size())), memory.next());
    }
}
