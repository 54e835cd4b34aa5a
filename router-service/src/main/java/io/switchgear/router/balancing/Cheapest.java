package io.switchgear.router.balancing;

import java.util.List;

/** The cheapest; equals take turns. */
final class Cheapest implements Balancer {

    @Override
    public Choice choose(List<Candidate> candidates, Memory memory, Draw draw) {
        double least = candidates.stream().mapToDouble(Candidate::price).min().orElseThrow();
        var equals = candidates.stream()
                .filter(candidate -> candidate.price() <= least)
                .toList();
        return new RoundRobin().choose(equals, memory, draw);
    }
}
