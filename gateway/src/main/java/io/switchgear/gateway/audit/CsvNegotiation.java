package io.switchgear.gateway.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;

import io.switchgear.common.csv.Csv;

/** {@code format=csv} asks for what {@code Accept: text/csv} asks for. */
@Configuration(proxyBeanMethods = false)
class CsvNegotiation implements WebFluxConfigurer {

    @Override
    public void configureContentTypeResolver(RequestedContentTypeResolverBuilder builder) {
        builder.parameterResolver()
                .parameterName("format")
                .mediaType("csv", Csv.TEXT_CSV)
                .mediaType("json", MediaType.APPLICATION_JSON);
        builder.headerResolver();
    }
}
