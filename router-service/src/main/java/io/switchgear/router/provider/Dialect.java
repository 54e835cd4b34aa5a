package io.switchgear.router.provider;

/** A family of wire formats. */
public enum Dialect {
    OPENAI,
    ANTHROPIC
}
