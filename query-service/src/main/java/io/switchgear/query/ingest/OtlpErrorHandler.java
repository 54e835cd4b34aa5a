package io.switchgear.query.ingest;

import java.util.Set;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

import io.switchgear.common.problem.Problem;
import io.switchgear.common.problem.Problems;

/** Answers what fails on OTLP's paths as OTLP says: a {@code google.rpc.Status} in the request's encoding. */
@Component
class OtlpErrorHandler implements WebExceptionHandler, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpErrorHandler.class);
    private static final Set<String> PATHS = Set.of("/v1/traces", "/v1/metrics");
    private static final Pattern PROTOBUF = Pattern.compile("^application/(x-)?protobuf", Pattern.CASE_INSENSITIVE);

    /** Before the problem documents'. */
    @Override
    public int getOrder() {
        return -3;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (!PATHS.contains(path) || exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        Problem problem = Problems.of(error);
        if (problem.status() >= 500) {
            LOG.warn("Telemetry was refused with {}: {}", problem.status(), error.toString());
        }
        var response = exchange.getResponse();
        var encoding = encoding(exchange);
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        response.getHeaders().setContentType(encoding.contentType());
        if (problem.retryAfter() != null) {
            long seconds = Math.max(1, problem.retryAfter().plusMillis(999).toSeconds());
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        byte[] body = encoding.status(code(problem.status()), problem.detail());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /** The request's own, where it names one; people read JSON. */
    private static OtlpEncoding encoding(ServerWebExchange exchange) {
        String type = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && PROTOBUF.matcher(type).find() ? OtlpEncoding.PROTOBUF : OtlpEncoding.JSON;
    }

    /** Codes of {@code google.rpc.Code}. */
    private static int code(int status) {
        return switch (status) {
            case 401 -> 16;
            case 403 -> 7;
            case 404, 405 -> 12;
            case 413, 429 -> 8;
            case 503 -> 14;
            case 500 -> 13;
            default -> 3;
        };
    }
}
