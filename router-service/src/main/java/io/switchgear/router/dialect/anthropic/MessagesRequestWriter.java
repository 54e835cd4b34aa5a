package io.switchgear.router.dialect.anthropic;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Message;
import io.switchgear.router.dialect.chat.OutputFormat;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.Reasoning;
import io.switchgear.router.dialect.chat.Sampling;
import io.switchgear.router.dialect.chat.Tool;
import io.switchgear.router.dialect.chat.ToolChoice;
import io.switchgear.router.dialect.chat.Untranslatable;

/**
 * Writes bodies for {@code /v1/messages}. What Anthropic's own OpenAI-compatible endpoint ignores is left out here, too: penalties,
 * seed, effort; and it takes temperatures beyond 1 as 1.
 *
 * @see <a href="https://docs.claude.com/en/api/openai-sdk">OpenAI SDK compatibility</a>
 */
final class MessagesRequestWriter {

    /** Required by Anthropic, by nobody else. */
    static final long DEFAULT_MAX_TOKENS = 4096;

    private static final long SMALLEST_BUDGET = 1024;
    private static final Map<String, String> CACHE = Map.of("type", "ephemeral");

    private final JsonMapper json;

    MessagesRequestWriter(JsonMapper json) {
        this.json = json;
    }

    ObjectNode write(ChatRequest request, String model) {
        ObjectNode body = Fields.object();
        body.put("model", model);
        long budget = budget(request);
        long most = request.maxTokens() == null ? DEFAULT_MAX_TOKENS + budget : request.maxTokens();
        body.put("max_tokens", most);
        system(request, body);
        ArrayNode messages = body.putArray("messages");
        request.messages().forEach(message -> message(message, messages));
        tools(request, body);
        sampling(request.sampling(), budget > 0, body);
        if (budget > 0) {
            body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
        }
        format(request.format(), body);
        if (request.user() != null) {
            body.putObject("metadata").put("user_id", request.user());
        }
        if (request.stream()) {
            body.put("stream", true);
        }
        return body;
    }

    /** Only a budget is passed on, as Anthropic's compatible endpoint does; and not in the middle of a turn whose thoughts are lost. */
    private static long budget(ChatRequest request) {
        Reasoning reasoning = request.reasoning();
        if (reasoning == null || reasoning.budgetTokens() == null || reasoning.budget() < SMALLEST_BUDGET) {
            return 0;
        }
        for (Message message : request.messages()) {
            boolean calls = message.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
            boolean thoughts = message.parts().stream()
                    .anyMatch(part -> part instanceof Part.Thinking thinking && thinking.signature() != null);
            if (calls && !thoughts) {
                return 0;
            }
        }
        return reasoning.budget();
    }

    private static void system(ChatRequest request, ObjectNode body) {
        if (request.system().stream().noneMatch(Part.Text::cached)) {
            Fields.put(body, "system", request.system().isEmpty() ? null : request.systemText());
            return;
        }
        ArrayNode blocks = body.putArray("system");
        request.system().forEach(text -> text(text, blocks));
    }

    private void message(Message message, ArrayNode messages) {
        ObjectNode written = messages.addObject();
        boolean user = message.role() == Message.Role.USER;
        written.put("role", user ? "user" : "assistant");
        if (message.parts().size() == 1 && message.parts().getFirst() instanceof Part.Text text && !text.cached()) {
            written.put("content", text.text());
            return;
        }
        ArrayNode content = written.putArray("content");
        // Results come first, or Anthropic refuses.
        message.parts().stream().filter(Part.ToolResult.class::isInstance).forEach(part -> block(part, content));
        message.parts().stream()
                .filter(part -> !(part instanceof Part.ToolResult))
                .forEach(part -> block(part, content));
    }

    private void block(Part part, ArrayNode content) {
        switch (part) {
            case Part.Text text -> text(text, content);
            case Part.Image image ->
                content.addObject()
                        .put("type", "image")
                        .putObject("source")
                        .put("type", "base64")
                        .put("media_type", image.mediaType())
                        .put("data", image.base64());
            case Part.ImageLink link ->
                content.addObject()
                        .put("type", "image")
                        .putObject("source")
                        .put("type", "url")
                        .put("url", link.url());
            case Part.Thinking thinking -> {
                // Without its signature Anthropic does not take a thought back.
                if (thinking.signature() != null && !thinking.signature().isEmpty()) {
                    content.addObject()
                            .put("type", "thinking")
                            .put("thinking", thinking.text())
                            .put("signature", thinking.signature());
                }
            }
            case Part.ToolCall call ->
                content.addObject()
                        .put("type", "tool_use")
                        .put("id", call.id())
                        .put("name", call.name())
                        .set("input", input(call));
            case Part.ToolResult result -> {
                ObjectNode written =
                        content.addObject().put("type", "tool_result").put("tool_use_id", result.id());
                ArrayNode inner = written.putArray("content");
                result.content().forEach(piece -> block(piece, inner));
                if (result.error()) {
                    written.put("is_error", true);
                }
            }
        }
    }

    private static void text(Part.Text text, ArrayNode content) {
        ObjectNode block = content.addObject().put("type", "text").put("text", text.text());
        if (text.cached()) {
            ObjectNode cache = block.putObject("cache_control");
            CACHE.forEach(cache::put);
        }
    }

    private JsonNode input(Part.ToolCall call) {
        try {
            JsonNode input = json.readTree(call.arguments());
            if (input.isObject()) {
                return input;
            }
        } catch (JacksonException e) {
            // Told below.
        }
        throw Untranslatable.invalid("messages.tool_calls.function.arguments", "must be a JSON object");
    }

    private static void tools(ChatRequest request, ObjectNode body) {
        if (request.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : request.tools()) {
            ObjectNode written = tools.addObject().put("name", tool.name());
            Fields.put(written, "description", tool.description());
            written.set("input_schema", schema(tool.parameters()));
        }
        String type =
                switch (request.toolChoice()) {
                    case null -> Boolean.FALSE.equals(request.parallelToolCalls()) ? "auto" : null;
                    case ToolChoice.Auto auto -> "auto";
                    case ToolChoice.None none -> "none";
                    case ToolChoice.Required required -> "any";
                    case ToolChoice.Named named -> "tool";
                };
        if (type == null) {
            return;
        }
        ObjectNode choice = body.putObject("tool_choice").put("type", type);
        if (request.toolChoice() instanceof ToolChoice.Named named) {
            choice.put("name", named.tool());
        }
        if (Boolean.FALSE.equals(request.parallelToolCalls()) && !type.equals("none")) {
            choice.put("disable_parallel_tool_use", true);
        }
    }

    private static JsonNode schema(@Nullable JsonNode parameters) {
        if (parameters == null) {
            ObjectNode none = Fields.object().put("type", "object");
            none.putObject("properties");
            return none;
        }
        return parameters;
    }

    private static void sampling(Sampling sampling, boolean thinking, ObjectNode body) {
        // Anthropic refuses other temperatures while it thinks.
        if (!thinking) {
            Double temperature = sampling.temperature();
            Fields.put(body, "temperature", temperature == null ? null : Double.valueOf(Math.min(1, temperature)));
            Fields.put(body, "top_k", sampling.topK());
        }
        Fields.put(body, "top_p", sampling.topP());
        ArrayNode stop = Fields.object().putArray("stop");
        // It takes no stop text that is nothing but white space.
        sampling.stop().stream().filter(text -> !text.isBlank()).forEach(stop::add);
        if (!stop.isEmpty()) {
            body.set("stop_sequences", stop);
        }
    }

    private static void format(@Nullable OutputFormat format, ObjectNode body) {
        if (format != null && format.schema() != null) {
            body.putObject("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", format.schema());
        }
    }
}
