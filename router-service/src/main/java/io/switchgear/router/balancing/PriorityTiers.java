package io.switchgear.router.balancing;

import java.util.List;

/** The lowest tier only; inside it by weight. */
final class PriorityTiers implements Balancer {

    @Override
    public Choice choose(List<Candidate> candidates, Memory memory, Draw draw) {
        int first = candidates.stream().mapToInt(Candidate::priority).min().orElseThrow();
        var tier = candidates.stream()
                .filter(candidate -> candidate.priority() == first)
                .toList();
        return new SmoothWeighted().choose(tier, memory, draw);
    }
}
