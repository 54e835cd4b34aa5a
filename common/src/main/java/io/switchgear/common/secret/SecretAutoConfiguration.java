package io.switchgear.common.secret;

import java.util.Base64;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The box that holds secrets at rest. */
@AutoConfiguration
@EnableConfigurationProperties(SecretProperties.class)
class SecretAutoConfiguration {

    @Bean
    SecretBox secretBox(SecretProperties properties) {
        return new SecretBox(Base64.getDecoder().decode(properties.masterKey().strip()));
    }
}
