package io.switchgear.gateway.edge;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** The faces that the gateway shows: who may call there, and in which dialect errors are answered. */
public enum Surface {
    /** OpenAI-compatible calls: an API key with scope {@code llm}, or a user. */
    OPENAI,
    /** Anthropic-compatible calls: the same. */
    ANTHROPIC,
    /** OTLP: an API key with scope {@code telemetry}; the service decides about users. */
    OTLP,
    /** The console's own calls: a user. */
    API,
    /** The suite's health: anybody, and a user learns more. */
    HEALTH,
    /** Logging in, the console's files, probes, documents: nobody is asked. */
    OPEN,
    /** Sibling services: their tokens are checked as in every service. */
    INTERNAL;

    /** Whether it belongs to the data plane. */
    boolean isDataPlane() {
        return this == OPENAI || this == ANTHROPIC;
    }

    /** The surface of a request. What is not known to be open is not. */
    public static Surface of(ServerHttpRequest request) {
        String path = request.getPath().pathWithinApplication().value();
        return switch (path) {
            case "/v1/chat/completions", "/api/v1/chat/completions", "/v1/embeddings", "/v1/responses" -> OPENAI;
            case "/v1/messages" -> ANTHROPIC;
            case "/v1/traces", "/v1/metrics" -> OTLP;
            case "/api/health" -> HEALTH;
            case "/api/health/liveness", "/api/health/readiness", "/api/health/startup" -> OPEN;
            case "/api/v1/auth/register", "/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/auth/logout" -> OPEN;
            default -> ofPrefix(path, request);
        };
    }

    private static Surface ofPrefix(String path, ServerHttpRequest request) {
        if (path.startsWith("/v1/messages/")) {
            return ANTHROPIC;
        }
        if (path.startsWith("/v1/")) {
            return request.getHeaders().containsHeader("anthropic-version") ? ANTHROPIC : OPENAI;
        }
        if (path.startsWith("/api/health/components/")) {
            return HEALTH;
        }
        if (path.startsWith("/api/v1/auth/invitations/")) {
            // The token in the path is the proof.
            return OPEN;
        }
        if (path.startsWith("/api/")) {
            return API;
        }
        return path.startsWith("/internal/") ? INTERNAL : OPEN;
    }
}
