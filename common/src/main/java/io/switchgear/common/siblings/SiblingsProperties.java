package io.switchgear.common.siblings;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the suite's other services are.
 *
 * @param gateway base URL of the gateway
 * @param router base URL of router-service
 * @param health base URL of health-service
 * @param query base URL of query-service
 * @param action base URL of action-engine
 * @param timeout of one call, connection included
 */
@ConfigurationProperties("switchgear.services")
public record SiblingsProperties(
        @DefaultValue("http://localhost:8000") URI gateway,
        @DefaultValue("http://localhost:8001") URI router,
        @DefaultValue("http://localhost:8002") URI health,
        @DefaultValue("http://localhost:8003") URI query,
        @DefaultValue("http://localhost:8004") URI action,
        @DefaultValue("5s") Duration timeout) {

    URI of(Service service) {
        return switch (service) {
            case GATEWAY -> gateway;
            case ROUTER -> router;
            case HEALTH -> health;
            case QUERY -> query;
            case ACTION -> action;
        };
    }
}
