package io.switchgear.gateway.console;

import java.time.Duration;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Serves the console: hashed files for ever, all others only after asking whether they are still the same. */
@Configuration(proxyBeanMethods = false)
class ConsoleFiles implements WebFluxConfigurer {

    private static final String LOCATION = "classpath:/META-INF/resources/console/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        var memory = new FilesInMemory();
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(LOCATION + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(false)
                .addResolver(new ConsolePages())
                .addTransformer(memory);
        registry.addResourceHandler("/**")
                .addResourceLocations(LOCATION)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new ConsolePages())
                .addTransformer(memory);
    }
}
