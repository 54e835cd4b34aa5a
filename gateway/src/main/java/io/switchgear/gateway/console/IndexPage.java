package io.switchgear.gateway.console;

import java.io.FileNotFoundException;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.switchgear.common.problem.ProblemException;

/** The two pages whose addresses say nothing of a file: the root, and {@code /health}, which to programs is the probe. */
@Configuration(proxyBeanMethods = false)
class IndexPage {

    private final Mono<byte[]> index = Mono.fromCallable(
                    new ClassPathResource("META-INF/resources/console/index.html")::getContentAsByteArray)
            .subscribeOn(Schedulers.boundedElastic())
            .onErrorMap(FileNotFoundException.class, error -> ProblemException.notFound("page", "console"))
            .cache();

    @Bean
    RouterFunction<ServerResponse> consoleIndex() {
        return RouterFunctions.route()
                .GET("/", this::page)
                .GET(
                        "/health",
                        request -> ConsoleRequests.wantsHtml(request.exchange().getRequest()),
                        this::page)
                .build();
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        return index.flatMap(content -> ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .header("Vary", "Accept")
                .bodyValue(content));
    }
}
