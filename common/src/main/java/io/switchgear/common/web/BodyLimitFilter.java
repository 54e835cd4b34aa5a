package io.switchgear.common.web;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.problem.Problems;

/**
 * Refuses bodies over the path's limit with 413, whether or not they announce their length. What is over the limit is read and
 * dropped, up to {@value #PATIENCE} times the limit, before the answer: a client that is still sending when the connection
 * closes sees a reset instead of the reason.
 */
final class BodyLimitFilter implements WebFilter, Ordered {

    private static final int PATIENCE = 8;

    private final long standard;
    private final List<Limit> limits;

    BodyLimitFilter(BodyLimitProperties properties) {
        this.standard = properties.standard().toBytes();
        this.limits = properties.paths().entrySet().stream()
                .map(entry -> new Limit(
                        PathPatternParser.defaultInstance.parse(entry.getKey()),
                        entry.getValue().toBytes()))
                .sorted(Comparator.comparing(Limit::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                .toList();
    }

    /** After request ids, before identity: nobody's body is read without bound. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long limit = limit(request.getPath().pathWithinApplication());
        long announced = request.getHeaders().getContentLength();
        if (announced >= 0 && announced <= limit) {
            // The server reads no more than was announced.
            return chain.filter(exchange);
        }
        var bounded = new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return bound(super.getBody(), limit);
            }
        };
        return chain.filter(exchange.mutate().request(bounded).build());
    }

    private long limit(PathContainer path) {
        for (Limit limit : limits) {
            if (limit.pattern().matches(path)) {
                return limit.bytes();
            }
        }
        return standard;
    }

    static Flux<DataBuffer> bound(Flux<DataBuffer> body, long limit) {
        return Flux.defer(() -> {
            var seen = new AtomicLong();
            return body.<DataBuffer>handle((buffer, sink) -> {
                        long total = seen.addAndGet(buffer.readableByteCount());
                        if (total <= limit) {
                            sink.next(buffer);
                            return;
                        }
                        DataBufferUtils.release(buffer);
                        if (total > limit * PATIENCE) {
                            sink.error(tooLarge(limit));
                        }
                    })
                    .concatWith(Mono.defer(() -> seen.get() > limit ? Mono.error(tooLarge(limit)) : Mono.empty()));
        });
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(Problems.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "body_too_large",
                "The body is larger than the " + limit + " bytes that are accepted here."));
    }

    private record Limit(PathPattern pattern, long bytes) {}
}
