package io.switchgear.router.dataplane;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

import io.switchgear.common.problem.Problem;
import io.switchgear.common.problem.Problems;
import io.switchgear.router.provider.Dialect;

/** On the data plane every error speaks the caller's dialect, whatever raised it. */
@Component
class DataPlaneErrorHandler implements WebExceptionHandler, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(DataPlaneErrorHandler.class);
    private static final List<PathPattern> PATHS = List.of(
            PathPatternParser.defaultInstance.parse("/v1/**"),
            PathPatternParser.defaultInstance.parse("/api/v1/chat/completions"));

    private final DialectErrors errors;

    DataPlaneErrorHandler(DialectErrors errors) {
        this.errors = errors;
    }

    /** Before the handler that writes problem documents. */
    @Override
    public int getOrder() {
        return -3;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        var path = exchange.getRequest().getPath().pathWithinApplication();
        if (exchange.getResponse().isCommitted() || PATHS.stream().noneMatch(pattern -> pattern.matches(path))) {
            return Mono.error(error);
        }
        if (error instanceof AbortedException) {
            // The caller went away before its request was read: nobody is there to be told, and nobody is to blame.
            LOG.debug("{}: the caller went away", path);
            return Mono.empty();
        }
        Dialect dialect = path.value().equals("/v1/messages") ? Dialect.ANTHROPIC : Dialect.OPENAI;
        if (error instanceof BadCall bad) {
            return write(
                    exchange,
                    bad.status(),
                    errors.body(dialect, bad.status(), bad.code(), String.valueOf(bad.getMessage()), bad.param()));
        }
        Problem problem = Problems.of(error);
        if (problem.status() == 500) {
            LOG.error("{} failed", path, error);
        }
        if (problem.retryAfter() != null) {
            long seconds = Math.max(1, problem.retryAfter().plusMillis(999).toSeconds());
            exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return write(
                exchange,
                problem.status(),
                errors.body(dialect, problem.status(), problem.code(), problem.detail(), null));
    }

    private static Mono<Void> write(ServerWebExchange exchange, int status, byte[] body) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(status));
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
