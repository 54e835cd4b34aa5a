package io.switchgear.router.dialect;

import io.switchgear.router.provider.Dialect;

/** What callers can ask for, each in one wire format. */
public enum Operation {
    CHAT("/chat/completions", Dialect.OPENAI, "chat", false),
    EMBEDDINGS("/embeddings", Dialect.OPENAI, "embeddings", false),
    RESPONSES("/responses", Dialect.OPENAI, "chat", true),
    MESSAGES("/messages", Dialect.ANTHROPIC, "chat", false);

    private final String path;
    private final Dialect dialect;
    private final String telemetryName;
    private final boolean endsExplicitly;

    Operation(String path, Dialect dialect, String telemetryName, boolean endsExplicitly) {
        this.path = path;
        this.dialect = dialect;
        this.telemetryName = telemetryName;
        this.endsExplicitly = endsExplicitly;
    }

    /** Below the provider's versioned base URL. */
    public String path() {
        return path;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** {@code gen_ai.operation.name}. */
    public String telemetryName() {
        return telemetryName;
    }

    /** Whether a stream has to end with an event that says so; else a finish reason is enough. */
    public boolean endsExplicitly() {
        return endsExplicitly;
    }
}
