package io.switchgear.gateway.edge;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.CallerKind;
import io.switchgear.common.identity.Callers;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.gateway.apikey.ApiKeys;
import io.switchgear.gateway.session.AccessTokens;

/** Authenticates, from memory, and lets each kind of caller on the surfaces that are meant for it. */
@Component
class EdgeFilter implements WebFilter, Ordered {

    private static final String TRACE_ID = "x-trace-id";

    private final AccessTokens tokens;
    private final ApiKeys keys;

    EdgeFilter(AccessTokens tokens, ApiKeys keys) {
        this.tokens = tokens;
        this.keys = keys;
    }

    /** After request id, CORS and body limit; before the check of sibling services. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 50;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            var trace = Traces.begin(exchange);
            exchange.getResponse().getHeaders().set(TRACE_ID, trace.traceId());
            Caller caller = caller(exchange, Surface.of(exchange.getRequest()));
            if (caller != null) {
                Callers.set(exchange, caller);
            }
            return chain.filter(exchange);
        });
    }

    private @Nullable Caller caller(ServerWebExchange exchange, Surface surface) {
        return switch (surface) {
            case OPENAI, ANTHROPIC -> scoped(authenticated(exchange), "llm");
            case OTLP -> scoped(authenticated(exchange), "telemetry");
            case API -> user(authenticated(exchange));
            case HEALTH -> {
                String credential = Credentials.of(exchange.getRequest().getHeaders());
                yield credential == null ? null : user(authenticated(credential));
            }
            case OPEN, INTERNAL -> null;
        };
    }

    private Caller authenticated(ServerWebExchange exchange) {
        String credential = Credentials.of(exchange.getRequest().getHeaders());
        if (credential == null || credential.isEmpty()) {
            throw ProblemException.unauthorized("token_missing", "Authentication is required.");
        }
        return authenticated(credential);
    }

    private Caller authenticated(String credential) {
        return ApiKeys.looksLikeKey(credential) ? keys.authenticate(credential) : tokens.verify(credential);
    }

    private static Caller scoped(Caller caller, String scope) {
        if (caller.kind() == CallerKind.API_KEY && !caller.scopes().contains(scope)) {
            throw ProblemException.forbidden("scope_missing", "The API key lacks the scope " + scope + ".");
        }
        return caller;
    }

    private static Caller user(Caller caller) {
        if (caller.kind() != CallerKind.USER) {
            throw ProblemException.forbidden(
                    "key_not_accepted", "API keys are for the data plane and OTLP; log in to use this.");
        }
        return caller;
    }
}
