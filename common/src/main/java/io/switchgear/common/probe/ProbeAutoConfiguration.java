package io.switchgear.common.probe;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The same probes on every service. */
@AutoConfiguration(afterName = "org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration")
class ProbeAutoConfiguration {

    @Bean
    ServiceVersion serviceVersion(Environment environment, ObjectProvider<BuildProperties> build) {
        var properties = build.getIfAvailable();
        String version = properties == null ? null : properties.getVersion();
        return new ServiceVersion(
                environment.getRequiredProperty("spring.application.name"), version == null ? "development" : version);
    }

    @Bean
    ProbeController probeController(
            ObjectProvider<ReadinessCheck> checks, ApplicationAvailability availability, ServiceVersion version) {
        return new ProbeController(checks.orderedStream().toList(), availability, version);
    }
}
