package io.switchgear.gateway.console;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.core.io.Resource;
import org.springframework.web.reactive.resource.ResourceTransformer;
import org.springframework.web.reactive.resource.ResourceTransformerChain;
import org.springframework.web.reactive.resource.TransformedResource;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads each file once, off the event loop: a file inside a jar cannot be read without blocking, and all of them are small. */
final class FilesInMemory implements ResourceTransformer {

    private final Map<String, Mono<Resource>> files = new ConcurrentHashMap<>();

    @Override
    public Mono<Resource> transform(
            ServerWebExchange exchange, Resource resource, ResourceTransformerChain transformers) {
        return transformers
                .transform(exchange, resource)
                .flatMap(file -> files.computeIfAbsent(file.getDescription(), name -> read(file)));
    }

    private static Mono<Resource> read(Resource file) {
        return Mono.<Resource>fromCallable(() -> new TransformedResource(file, file.getContentAsByteArray()))
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }
}
