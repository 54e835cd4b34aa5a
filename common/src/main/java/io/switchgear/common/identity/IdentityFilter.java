package io.switchgear.common.identity;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

import io.switchgear.common.problem.ProblemException;

/**
 * Believes {@code X-Workspace-ID} only beside a token of a trusted service for the same workspace: bad or no token 401,
 * then no header 400, mismatch 403.
 */
final class IdentityFilter implements WebFilter, Ordered {

    private final TokenVerifier verifier;
    private final List<PathPattern> protectedPaths;
    private final List<PathPattern> openPaths;
    private final List<PathPattern> optionalPaths;

    IdentityFilter(TokenVerifier verifier, IdentityProperties properties) {
        var parser = PathPatternParser.defaultInstance;
        this.verifier = verifier;
        this.protectedPaths =
                properties.protectedPaths().stream().map(parser::parse).toList();
        this.openPaths = properties.openPaths().stream().map(parser::parse).toList();
        this.optionalPaths =
                properties.optionalPaths().stream().map(parser::parse).toList();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        if (matches(openPaths, path) || !matches(protectedPaths, path)) {
            return chain.filter(exchange);
        }
        if (matches(optionalPaths, path) && !exchange.getRequest().getHeaders().containsHeader(IdentityHeaders.TOKEN)) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> {
            Callers.set(exchange, authenticate(exchange));
            return chain.filter(exchange);
        });
    }

    private Caller authenticate(ServerWebExchange exchange) {
        var headers = exchange.getRequest().getHeaders();
        String token = single(headers.getOrEmpty(IdentityHeaders.TOKEN));
        if (token == null) {
            throw ProblemException.unauthorized("token_missing", "Authentication is required.");
        }
        Caller caller = verifier.verify(token);
        String claimed = single(headers.getOrEmpty(IdentityHeaders.WORKSPACE));
        if (caller.workspace() == null && claimed == null) {
            return caller;
        }
        if (claimed == null) {
            throw ProblemException.badRequest("workspace_missing", "The X-Workspace-ID header is missing.");
        }
        if (caller.workspace() == null || !caller.workspace().toString().equals(claimed)) {
            throw ProblemException.forbidden("workspace_mismatch", "The token is for another workspace.");
        }
        return caller;
    }

    /** A header sent twice is as good as forged. */
    private static @Nullable String single(List<String> values) {
        return values.size() == 1 ? values.getFirst() : null;
    }

    private static boolean matches(List<PathPattern> patterns, PathContainer path) {
        for (PathPattern pattern : patterns) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }
}
