package io.switchgear.router.provider;

import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Kinds of providers that can be registered. */
public enum ProviderType {
    OPENAI(Dialect.OPENAI, "openai"),
    AZURE_OPENAI(Dialect.OPENAI, "azure.ai.openai"),
    OPENAI_COMPATIBLE(Dialect.OPENAI, "openai_compatible"),
    VLLM(Dialect.OPENAI, "vllm"),
    OLLAMA(Dialect.OPENAI, "ollama"),
    GROQ(Dialect.OPENAI, "groq"),
    MISTRAL(Dialect.OPENAI, "mistral_ai"),
    DEEPSEEK(Dialect.OPENAI, "deepseek"),
    ANTHROPIC(Dialect.ANTHROPIC, "anthropic"),
    GEMINI(Dialect.GEMINI, "gcp.gemini"),
    BEDROCK(Dialect.BEDROCK, "aws.bedrock");

    private final Dialect dialect;
    private final String telemetryName;

    ProviderType(Dialect dialect, String telemetryName) {
        this.dialect = dialect;
        this.telemetryName = telemetryName;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** {@code gen_ai.provider.name}. */
    public String telemetryName() {
        return telemetryName;
    }

    /** Of its API, where nobody has chosen one; empty where there is nothing to choose. */
    public String apiVersion() {
        return switch (this) {
            case AZURE_OPENAI -> "2024-10-21";
            case ANTHROPIC -> "2023-06-01";
            case GEMINI -> "v1beta";
            default -> "";
        };
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type by its name on the wire; empty if there is none. */
    public static Optional<ProviderType> find(String wire) {
        for (ProviderType type : values()) {
            if (type.wire().equals(wire)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * The type by its name on the wire.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static ProviderType of(String wire) {
        return find(wire).orElseThrow(() -> new IllegalArgumentException("There is no provider type '" + wire + "'."));
    }
}
