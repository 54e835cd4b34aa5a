package io.switchgear.health.listing;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** {@code format=csv} asks for the same as {@code Accept: text/csv}. */
@Component
class CsvNegotiation implements WebFluxConfigurer {

    @Override
    public void configureContentTypeResolver(RequestedContentTypeResolverBuilder builder) {
        builder.parameterResolver()
                .parameterName("format")
                .mediaType("csv", MediaType.parseMediaType("text/csv"))
                .mediaType("json", MediaType.APPLICATION_JSON);
        builder.headerResolver();
    }
}
