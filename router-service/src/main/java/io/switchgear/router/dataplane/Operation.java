package io.switchgear.router.dataplane;

import io.switchgear.router.provider.Dialect;

/** What callers can ask for, each in one wire format. */
enum Operation {
    CHAT("/chat/completions", Dialect.OPENAI, "chat"),
    EMBEDDINGS("/embeddings", Dialect.OPENAI, "embeddings"),
    RESPONSES("/responses", Dialect.OPENAI, "chat"),
    MESSAGES("/messages", Dialect.ANTHROPIC, "chat");

    private final String path;
    private final Dialect dialect;
    private final String telemetryName;

    Operation(String path, Dialect dialect, String telemetryName) {
        this.path = path;
        this.dialect = dialect;
        this.telemetryName = telemetryName;
    }

    /** Below the provider's versioned base URL. */
    String path() {
        return path;
    }

    Dialect dialect() {
        return dialect;
    }

    /** {@code gen_ai.operation.name}. */
    String telemetryName() {
        return telemetryName;
    }
}
