package io.switchgear.common.identity;

import java.time.InstantSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** Tokens in and out of every service. */
@AutoConfiguration
@EnableConfigurationProperties(IdentityProperties.class)
class IdentityAutoConfiguration {

    @Bean
    TokenSigner tokenSigner(IdentityProperties properties, Environment environment, InstantSource clock) {
        return new TokenSigner(
                environment.getRequiredProperty("spring.application.name"),
                PemKeys.privateKey(properties.privateKey()),
                properties.tokenLifetime(),
                clock);
    }

    @Bean
    TokenVerifier tokenVerifier(IdentityProperties properties, Environment environment, InstantSource clock) {
        return new TokenVerifier(
                environment.getRequiredProperty("spring.application.name"),
                PemKeys.publicKeys(properties.publicKeys()),
                clock);
    }

    @Bean
    IdentityFilter identityFilter(TokenVerifier verifier, IdentityProperties properties) {
        return new IdentityFilter(verifier, properties);
    }

    @Bean
    @Qualifier("callerArguments")
    WebFluxConfigurer callerArguments() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new CallerArgumentResolver());
            }
        };
    }
}
