package io.switchgear.action;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class ActionEngineApplication {

    public static void main(String[] args) {
        SpringApplication.run(ActionEngineApplication.class, args);
    }
}
