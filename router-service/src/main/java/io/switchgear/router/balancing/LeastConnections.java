package io.switchgear.router.balancing;

import java.util.List;

/** The least busy for its weight; equals take turns. */
final class LeastConnections implements Balancer {

    @Override
    public Choice choose(List<Candidate> candidates, Memory memory, Draw draw) {
        double least =
                candidates.stream().mapToDouble(LeastConnections::busy).min().orElseThrow();
        var equals = candidates.stream()
                .filter(candidate -> busy(candidate) <= least)
                .toList();
        return new RoundRobin().choose(equals, memory, draw);
    }

    private static double busy(Candidate candidate) {
        return candidate.active() / candidate.weight();
    }
}
