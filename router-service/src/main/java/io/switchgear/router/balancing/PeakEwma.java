package io.switchgear.router.balancing;

import java.util.List;

/**
 * The faster of two random candidates (Mitzenmacher, The Power of Two Choices, 2001), by peak EWMA of the latency times attempts under
 * way (Twitter Finagle).
 */
final class PeakEwma implements Balancer {

    @Override
    public Choice choose(List<Candidate> candidates, Memory memory, Draw draw) {
        int size = candidates.size();
        int one = (int) (draw.first() * size);
        int other = size == 1 ? 0 : (one + 1 + (int) (draw.second() * (size - 1))) % size;
        Candidate a = candidates.get(one);
        Candidate b = candidates.get(other);
        return new Choice(load(a) <= load(b) ? a : b, memory.next());
    }

    private static double load(Candidate candidate) {
        return candidate.ewmaMs() * (candidate.active() + 1) / candidate.weight();
    }
}
