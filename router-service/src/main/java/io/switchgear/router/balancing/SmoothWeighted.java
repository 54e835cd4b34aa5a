package io.switchgear.router.balancing;

import java.util.HashMap;
import java.util.List;

/** In proportion to weights, spread as evenly as possible (nginx's smooth weighted round robin). */
final class SmoothWeighted implements Balancer {

    @Override
    public Choice choose(List<Candidate> candidates, Memory memory, Draw draw) {
        var credits = new HashMap<String, Double>();
        double total = 0;
        Candidate best = candidates.getFirst();
        double most = Double.NEGATIVE_INFINITY;
        for (Candidate candidate : candidates) {
            double credit = memory.credits().getOrDefault(candidate.id(), 0.0) + candidate.weight();
            credits.put(candidate.id(), credit);
            total += candidate.weight();
            if (credit > most) {
                most = credit;
                best = candidate;
            }
        }
        credits.put(best.id(), most - total);
        return new Choice(best, new Memory(memory.turn() + 1, credits));
    }
}
