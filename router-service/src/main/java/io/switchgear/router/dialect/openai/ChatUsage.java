package io.switchgear.router.dialect.openai;

import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.price.Tokens;

/** Usage as chat completions tell it. */
final class ChatUsage {

    private ChatUsage() {}

    static ObjectNode write(Tokens tokens) {
        ObjectNode usage = Fields.object();
        usage.put("prompt_tokens", tokens.input());
        usage.put("completion_tokens", tokens.output());
        usage.put("total_tokens", tokens.input() + tokens.output());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", tokens.cacheRead())
                .put("cache_write_tokens", tokens.cacheWrite());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
        return usage;
    }
}
