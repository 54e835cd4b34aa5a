package io.switchgear.gateway.apikey;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What an API key is good for. */
enum Scope {
    /** The data plane. */
    LLM,
    /** OTLP ingest. */
    TELEMETRY;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Scope of(String wire) {
        return switch (wire) {
            case "llm" -> LLM;
            case "telemetry" -> TELEMETRY;
            default -> throw new IllegalArgumentException("must be llm or telemetry");
        };
    }
}
