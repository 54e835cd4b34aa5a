package io.switchgear.gateway.console;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.resource.PathResourceResolver;
import org.springframework.web.reactive.resource.ResourceResolverChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Every page of the console is the same file: the browser's part finds out which page it shows. */
final class ConsolePages extends PathResourceResolver {

    @Override
    protected Mono<Resource> resolveResourceInternal(
            @Nullable ServerWebExchange exchange,
            String requestPath,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        Mono<Resource> file = find(exchange, requestPath, locations, chain);
        if (exchange == null || !ConsoleRequests.isPage(exchange)) {
            return file;
        }
        return file.switchIfEmpty(find(exchange, "index.html", locations, chain));
    }

    /** Off the event loop: whether a jar holds a file is asked of the disk. */
    private Mono<Resource> find(
            @Nullable ServerWebExchange exchange,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        return Mono.defer(() -> super.resolveResourceInternal(exchange, path, locations, chain))
                .subscribeOn(Schedulers.boundedElastic());
    }
}
