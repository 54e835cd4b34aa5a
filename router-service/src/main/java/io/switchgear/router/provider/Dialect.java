package io.switchgear.router.provider;

/** A family of wire formats. Callers speak the first two. */
public enum Dialect {
    OPENAI,
    ANTHROPIC,
    GEMINI,
    BEDROCK
}
