package io.switchgear.gateway.console;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.resource.PathResourceResolver;
import org.springframework.web.reactive.resource.ResourceResolverChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Every page of the console is the same file: the browser's part finds out which page it shows. */
final class ConsolePages extends PathResourceResolver {

    @Override
    protected Mono<Resource> resolveResourceInternal(
            @Nullable ServerWebExchange exchange,
            String requestPath,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        Mono<Resource> file = super.resolveResourceInternal(exchange, requestPath, locations, chain);
        if (exchange == null || !ConsoleRequests.isPage(exchange)) {
            return file;
        }
        return file.switchIfEmpty(
                Mono.defer(() -> super.resolveResourceInternal(exchange, "index.html", locations, chain)));
    }
}
