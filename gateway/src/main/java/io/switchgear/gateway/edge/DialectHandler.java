package io.switchgear.gateway.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.problem.Problem;
import io.switchgear.common.problem.Problems;

/** Answers errors of the data plane and of OTLP in their dialects; all others are left to the common handler. */
@Component
class DialectHandler implements WebExceptionHandler, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(DialectHandler.class);
    private static final MediaType PROTOBUF = MediaType.parseMediaType("application/x-protobuf");

    private final Dialect dialect;

    DialectHandler(JsonMapper json) {
        this.dialect = new Dialect(json);
    }

    /** Before the common handler. */
    @Override
    public int getOrder() {
        return -3;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        var surface = Surface.of(exchange.getRequest());
        if (exchange.getResponse().isCommitted() || !(surface.isDataPlane() || surface == Surface.OTLP)) {
            return Mono.error(error);
        }
        Problem problem = Problems.of(error);
        if (problem.status() == 500) {
            LOG.error("{} failed", exchange.getRequest().getPath(), error);
        }
        return switch (surface) {
            case ANTHROPIC ->
                write(
                        exchange,
                        problem,
                        MediaType.APPLICATION_JSON,
                        dialect.anthropic(
                                problem, exchange.getResponse().getHeaders().getFirst("x-request-id")));
            case OTLP ->
                isJson(exchange)
                        ? write(exchange, problem, MediaType.APPLICATION_JSON, dialect.otlpJson(problem))
                        : write(exchange, problem, PROTOBUF, Dialect.otlpProtobuf(problem));
            default -> write(exchange, problem, MediaType.APPLICATION_JSON, dialect.openAi(problem));
        };
    }

    /** OTLP answers in the request's own encoding. */
    private static boolean isJson(ServerWebExchange exchange) {
        String type = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json");
    }

    private static Mono<Void> write(ServerWebExchange exchange, Problem problem, MediaType type, byte[] body) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        response.getHeaders().setContentType(type);
        response.getHeaders().setCacheControl("no-store");
        var retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        if (problem.status() == 401) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
