package io.switchgear.gateway.route;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import io.switchgear.common.identity.TokenSigner;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.siblings.Service;

/**
 * Forwards a request to its service and the answer to the client, and says which service is away when it is. Event streams pass piece by
 * piece, as they come; small bodies pass whole, so that each is one write and wakes its receiver once.
 */
@Component
class ForwardingFilter implements GlobalFilter, Ordered {

    /** Up to this many bytes a body is small. */
    private static final int SMALL = 64 * 1024;

    /** Reactor Netty keeps a pool for each different configuration. */
    private static final AttributeKey<String> LOOP = AttributeKey.valueOf("switchgear.loop");

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final HttpClient client;
    private final RequestHeaders requestHeaders;
    private final FastThreadLocal<Map<Target, HttpClient>> clients = new FastThreadLocal<>() {
        @Override
        protected Map<Target, HttpClient> initialValue() {
            return new HashMap<>();
        }
    };

    ForwardingFilter(HttpClient client, TokenSigner signer) {
        this.client = client;
        this.requestHeaders = new RequestHeaders(signer);
    }

    /** Nothing comes behind it. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Target target = ServiceRoutes.target(exchange);
        ServerHttpRequest request = exchange.getRequest();
        var sender = client(target)
                .headers(headers -> requestHeaders.write(exchange, target, headers))
                .request(HttpMethod.valueOf(request.getMethod().name()))
                .uri(url(request, target));
        Publisher<ByteBuf> body = body(request);
        return (body == null ? sender : sender.send(body))
                .response((answer, content) -> answer(exchange.getResponse(), answer, content))
                .then()
                .onErrorMap(error -> explain(error, target.service()));
    }

    /** With connections of this event loop's own: one of another loop's would have to wake that one, and be woken by it. */
    private HttpClient client(Target target) {
        return clients.get()
                .computeIfAbsent(
                        target,
                        known -> client.attr(LOOP, Thread.currentThread().getName())
                                .responseTimeout(known.timeout()));
    }

    /** The service's base URL with the request's path and query as they were sent. */
    private static URI url(ServerHttpRequest request, Target target) {
        URI sent = request.getURI();
        String query = sent.getRawQuery();
        return URI.create(target.base() + sent.getRawPath() + (query == null ? "" : "?" + query));
    }

    /** Null if there is none. */
    private static @Nullable Publisher<ByteBuf> body(ServerHttpRequest request) {
        var headers = request.getHeaders();
        long length = headers.getContentLength();
        if (length == 0 || (length < 0 && !headers.containsHeader("transfer-encoding"))) {
            return null;
        }
        Flux<DataBuffer> body = request.getBody();
        return length > 0 && length <= SMALL
                ? DataBufferUtils.join(body).map(NettyDataBufferFactory::toByteBuf)
                : body.map(NettyDataBufferFactory::toByteBuf);
    }

    private static Mono<Void> answer(ServerHttpResponse response, HttpClientResponse answer, ByteBufFlux content) {
        HttpHeaders headers = answer.responseHeaders();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status().code()));
        ResponseHeaders.copy(headers, response.getHeaders());
        var buffers = (NettyDataBufferFactory) response.bufferFactory();
        Flux<DataBuffer> body = content.retain().map(buffers::wrap);
        if (small(headers.get(HttpHeaderNames.CONTENT_LENGTH))) {
            return response.writeWith(DataBufferUtils.join(body));
        }
        return streams(headers.get(HttpHeaderNames.CONTENT_TYPE))
                ? response.writeAndFlushWith(body.map(Mono::just))
                : response.writeWith(body);
    }

    /** At most five digits, so that it is a number that fits. */
    private static boolean small(@Nullable String length) {
        return length != null
                && !length.isEmpty()
                && length.length() <= 5
                && length.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(length) <= SMALL;
    }

    private static boolean streams(@Nullable String type) {
        return type != null
                && (type.regionMatches(true, 0, "text/event-stream", 0, 17)
                        || type.regionMatches(true, 0, "application/x-ndjson", 0, 20));
    }

    private static Throwable explain(Throwable error, Service service) {
        if (error instanceof ReadTimeoutException) {
            return ProblemException.unavailable(
                    "service_timeout", service.applicationName() + " did not answer in time.", RETRY);
        }
        if (error instanceof IOException || error instanceof ConnectTimeoutException) {
            return ProblemException.unavailable(
                    "service_unavailable", service.applicationName() + " is unavailable.", RETRY);
        }
        return error;
    }
}
