package io.switchgear.common.siblings;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

import io.switchgear.common.identity.TokenSigner;

/** How a service calls its siblings. */
@AutoConfiguration(afterName = "org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration")
@EnableConfigurationProperties(SiblingsProperties.class)
class SiblingsAutoConfiguration {

    @Bean
    Siblings siblings(SiblingsProperties properties, TokenSigner signer, WebClient.Builder builder) {
        return new Siblings(properties, signer, builder);
    }
}
