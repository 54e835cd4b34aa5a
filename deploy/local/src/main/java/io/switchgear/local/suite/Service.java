package io.switchgear.local.suite;

import java.util.Arrays;
import java.util.List;

import io.switchgear.local.layout.Ports;

/** The five services: module, schema and role, port. */
enum Service {
    GATEWAY("gateway", "identity"),
    ROUTER("router-service", "routing"),
    HEALTH("health-service", "health"),
    QUERY("query-service", "telemetry"),
    ACTION("action-engine", "actions");

    private final String module;
    private final String schema;

    Service(String module, String schema) {
        this.module = module;
        this.schema = schema;
    }

    String module() {
        return module;
    }

    /** Of the schema and of the role that owns it. */
    String schema() {
        return schema;
    }

    int port(Ports ports) {
        return switch (this) {
            case GATEWAY -> ports.gateway();
            case ROUTER -> ports.router();
            case HEALTH -> ports.health();
            case QUERY -> ports.query();
            case ACTION -> ports.action();
        };
    }

    static List<String> modules() {
        return Arrays.stream(values()).map(Service::module).toList();
    }

    static List<String> schemas() {
        return Arrays.stream(values()).map(Service::schema).toList();
    }
}
