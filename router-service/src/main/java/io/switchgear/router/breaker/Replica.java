package io.switchgear.router.breaker;

import java.util.UUID;

import org.springframework.stereotype.Component;

/** This process among the router's replicas. */
@Component
public class Replica {

    private final String name = "router-" + UUID.randomUUID().toString().substring(0, 8);

    /** Unique per start. */
    public String name() {
        return name;
    }
}
