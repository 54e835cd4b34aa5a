package io.switchgear.gateway.origin;

import java.time.Duration;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.WebFilter;

/** CORS for the origins that are configured; without any, browsers keep other origins out by themselves. */
@Configuration(proxyBeanMethods = false)
class CorsConfiguration {

    /** After request ids, before authentication: a preflight carries no token. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 5)
    WebFilter corsFilter(CorsProperties properties) {
        if (properties.allowedOrigins().isEmpty()) {
            return (exchange, chain) -> chain.filter(exchange);
        }
        var cors = new org.springframework.web.cors.CorsConfiguration();
        cors.setAllowedOrigins(properties.allowedOrigins());
        cors.setAllowCredentials(true);
        cors.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of("*"));
        cors.setExposedHeaders(List.of(
                "ETag",
                "Retry-After",
                "x-request-id",
                "x-trace-id",
                "x-cache",
                "server-timing",
                "x-switchgear-pool",
                "x-switchgear-provider",
                "x-switchgear-model",
                "x-switchgear-attempts"));
        cors.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors);
        return new CorsWebFilter(source);
    }
}
