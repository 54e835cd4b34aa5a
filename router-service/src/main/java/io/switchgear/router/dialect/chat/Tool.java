package io.switchgear.router.dialect.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A function that the model may ask for.
 *
 * @param name unique in the request
 * @param description null for none
 * @param parameters a JSON schema; null if it takes none
 * @param strict whether calls must follow the schema; null for the provider's default
 */
public record Tool(
        String name,
        @Nullable String description,
        @Nullable JsonNode parameters,
        @Nullable Boolean strict) {}
