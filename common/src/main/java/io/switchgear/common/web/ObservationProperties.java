package io.switchgear.common.web;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code http.server.requests} leaves out.
 *
 * @param unobserved exact paths that have meters of their own
 */
@ConfigurationProperties("switchgear.observation")
public record ObservationProperties(@DefaultValue Set<String> unobserved) {

    public ObservationProperties {
        unobserved = Set.copyOf(unobserved);
    }
}
