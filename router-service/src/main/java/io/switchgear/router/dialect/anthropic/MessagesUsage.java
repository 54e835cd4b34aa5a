package io.switchgear.router.dialect.anthropic;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.price.Tokens;

/** Usage as messages tell it: cached input stands beside input. */
final class MessagesUsage {

    private MessagesUsage() {}

    /** Zeros where nobody knows: the field is required. */
    static ObjectNode write(@Nullable Tokens known) {
        Tokens tokens = known == null ? new Tokens(0, 0, 0, 0, 0) : known;
        ObjectNode usage = Fields.object();
        usage.put("input_tokens", Math.max(0, tokens.input() - tokens.cacheRead() - tokens.cacheWrite()));
        usage.put("cache_creation_input_tokens", tokens.cacheWrite());
        usage.put("cache_read_input_tokens", tokens.cacheRead());
        usage.put("output_tokens", tokens.output());
        return usage;
    }
}
