package io.switchgear.router.balancing;

import java.util.List;

import io.switchgear.router.pool.Strategy;

/** A strategy: a pure function of the candidates, its memory and the request. */
public interface Balancer {

    /** @param candidates not empty, in a stable order */
    Choice choose(List<Candidate> candidates, Memory memory, Draw draw);

    static Balancer of(Strategy strategy) {
        return switch (strategy) {
            case ROUND_ROBIN -> new RoundRobin();
            case WEIGHTED -> new SmoothWeighted();
            case LEAST_CONNECTIONS -> new LeastConnections();
            case LATENCY -> new PeakEwma();
            case PRIORITY -> new PriorityTiers();
            case COST -> new Cheapest();
            case STICKY -> new Rendezvous();
        };
    }
}
