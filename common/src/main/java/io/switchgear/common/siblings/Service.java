package io.switchgear.common.siblings;

import java.util.Arrays;

/** The five services, by the name that their tokens are bound to. */
public enum Service {
    GATEWAY("gateway"),
    ROUTER("router-service"),
    HEALTH("health-service"),
    QUERY("query-service"),
    ACTION("action-engine");

    private final String applicationName;

    Service(String applicationName) {
        this.applicationName = applicationName;
    }

    public String applicationName() {
        return applicationName;
    }

    /**
     * The service by its name on the wire.
     *
     * @throws IllegalArgumentException for a name that is no service's
     */
    public static Service named(String applicationName) {
        return Arrays.stream(values())
                .filter(service -> service.applicationName.equals(applicationName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no service '" + applicationName + "'."));
    }
}
