package io.switchgear.health;

import java.time.InstantSource;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The service under test lives by the clock that tests move. */
@TestConfiguration(proxyBeanMethods = false)
class TestTime {

    @Bean
    InstantSource clock() {
        return WholeService.CLOCK;
    }
}
