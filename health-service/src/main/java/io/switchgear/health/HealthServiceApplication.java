package io.switchgear.health;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts health-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HealthServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(HealthServiceApplication.class, arguments);
    }
}
