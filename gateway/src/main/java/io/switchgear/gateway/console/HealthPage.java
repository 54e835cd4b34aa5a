package io.switchgear.gateway.console;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** {@code /health} is the probe, but to a browser the console's page of that name. */
@Configuration(proxyBeanMethods = false)
class HealthPage {

    @Bean
    RouterFunction<ServerResponse> healthPage() {
        var index = new ClassPathResource("META-INF/resources/console/index.html");
        return RouterFunctions.route()
                .GET(
                        "/health",
                        request -> ConsoleRequests.wantsHtml(request.exchange().getRequest()),
                        request -> ServerResponse.ok()
                                .contentType(MediaType.TEXT_HTML)
                                .cacheControl(CacheControl.noCache())
                                .header("Vary", "Accept")
                                .bodyValue(index))
                .build();
    }
}
