package io.switchgear.common.web;

import java.time.InstantSource;

import io.micrometer.observation.ObservationPredicate;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import tools.jackson.databind.PropertyNamingStrategies;

/** JSON, clock and request ids. */
@EnableConfigurationProperties({BodyLimitProperties.class, ObservationProperties.class})
@AutoConfiguration(beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
class WebAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    JsonMapperBuilderCustomizer wireFormat() {
        return builder -> builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .addModule(new WireTimes());
    }

    @Bean
    RequestIdFilter requestIdFilter() {
        return new RequestIdFilter();
    }

    @Bean
    DrainedLifecycle drainedLifecycle() {
        return new DrainedLifecycle();
    }

    @Bean
    BodyLimitFilter bodyLimitFilter(BodyLimitProperties properties) {
        return new BodyLimitFilter(properties);
    }

    @Bean
    ObservationPredicate unobserved(ObservationProperties properties) {
        return (name, context) -> {
            var request = context instanceof ServerRequestObservationContext server ? server.getCarrier() : null;
            return request == null
                    || !properties
                            .unobserved()
                            .contains(request.getPath().pathWithinApplication().value());
        };
    }
}
