package io.switchgear.router.dialect.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer in JSON.
 *
 * @param name of the schema
 * @param schema that it must follow; null for any JSON
 * @param strict whether it must follow it to the letter; null for the provider's default
 */
public record OutputFormat(
        String name, @Nullable JsonNode schema, @Nullable Boolean strict) {}
