package io.switchgear.router.dialect.anthropic;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.Conversation;
import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Message;
import io.switchgear.router.dialect.chat.OutputFormat;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.Reasoning;
import io.switchgear.router.dialect.chat.Sampling;
import io.switchgear.router.dialect.chat.Tool;
import io.switchgear.router.dialect.chat.ToolChoice;
import io.switchgear.router.dialect.chat.Untranslatable;

/** Reads bodies of {@code /v1/messages}. Tools and content that only Anthropic's own servers can run or read are refused. */
final class MessagesRequestReader {

    private static final String ELSEWHERE = "other than Anthropic's";
    private static final List<String> REFUSED = List.of("container", "mcp_servers", "context_management");

    private MessagesRequestReader() {}

    static ChatRequest read(JsonNode body) {
        for (String field : REFUSED) {
            if (Fields.has(body, field)) {
                throw Untranslatable.unsupported(field, ELSEWHERE);
            }
        }
        if (!Fields.has(body, "max_tokens")) {
            throw Untranslatable.invalid("max_tokens", "is required");
        }
        var conversation = new Conversation();
        for (Part part : content(body.path("system"), "system")) {
            instruct(part, "system", conversation);
        }
        int index = 0;
        for (JsonNode message : Fields.list(body, "messages")) {
            message(message, "messages[" + index++ + "]", conversation);
        }
        JsonNode choice = body.path("tool_choice");
        return new ChatRequest(
                conversation.system(),
                conversation.messages(),
                tools(body),
                toolChoice(choice),
                choice.path("disable_parallel_tool_use").asBoolean(false) ? Boolean.FALSE : null,
                Fields.integer(body, "max_tokens"),
                new Sampling(
                        Fields.number(body, "temperature"),
                        Fields.number(body, "top_p"),
                        Fields.integer(body, "top_k"),
                        null,
                        null,
                        null,
                        stop(body)),
                reasoning(body),
                format(body),
                Fields.text(body.path("metadata"), "user_id"),
                Boolean.TRUE.equals(Fields.flag(body, "stream")));
    }

    private static void instruct(Part part, String path, Conversation conversation) {
        if (!(part instanceof Part.Text text)) {
            throw Untranslatable.unsupported(path, ELSEWHERE);
        }
        conversation.instruct(text);
    }

    private static void message(JsonNode message, String path, Conversation conversation) {
        List<Part> parts = content(message.path("content"), path + ".content");
        switch (Fields.required(message, "role", path)) {
            case "user" -> conversation.add(Message.Role.USER, parts);
            case "assistant" -> conversation.add(Message.Role.ASSISTANT, parts);
            case "system" -> parts.forEach(part -> instruct(part, path, conversation));
            default -> throw Untranslatable.invalid(path + ".role", "must be user or assistant");
        }
    }

    private static List<Part> content(JsonNode content, String path) {
        if (content.isString()) {
            return content.asString().isEmpty() ? List.of() : List.of(new Part.Text(content.asString()));
        }
        var parts = new ArrayList<Part>();
        if (content.isArray()) {
            for (int i = 0; i < content.size(); i++) {
                Part part = block(content.get(i), path + "[" + i + "]");
                if (part != null) {
                    parts.add(part);
                }
            }
        } else if (!content.isNull() && !content.isMissingNode()) {
            throw Untranslatable.invalid(path, "must be a string or an array");
        }
        return parts;
    }

    private static @Nullable Part block(JsonNode block, String path) {
        return switch (block.path("type").asString("")) {
            case "text" -> new Part.Text(Fields.required(block, "text", path), Fields.has(block, "cache_control"));
            case "image" -> image(block.path("source"), path + ".source");
            case "thinking" ->
                new Part.Thinking(
                        block.path("thinking").asString(""),
                        block.path("signature").asString(""));
            // Only the provider that has written it can read it.
            case "redacted_thinking" -> null;
            case "tool_use" ->
                new Part.ToolCall(
                        Fields.required(block, "id", path),
                        Fields.required(block, "name", path),
                        block.path("input").isObject() ? block.path("input").toString() : "{}",
                        null);
            case "tool_result" ->
                new Part.ToolResult(
                        Fields.required(block, "tool_use_id", path),
                        content(block.path("content"), path + ".content"),
                        block.path("is_error").asBoolean(false));
            case "document" -> document(block.path("source"), path);
            default -> throw Untranslatable.unsupported(path + ".type", ELSEWHERE);
        };
    }

    private static Part image(JsonNode source, String path) {
        return switch (source.path("type").asString("")) {
            case "base64" ->
                new Part.Image(Fields.required(source, "media_type", path), Fields.required(source, "data", path));
            case "url" -> new Part.ImageLink(Fields.required(source, "url", path));
            default -> throw Untranslatable.unsupported(path + ".type", ELSEWHERE);
        };
    }

    private static Part document(JsonNode source, String path) {
        if (!source.path("type").asString("").equals("text")) {
            throw Untranslatable.unsupported(path + ".source.type", ELSEWHERE);
        }
        return new Part.Text(Fields.required(source, "data", path + ".source"));
    }

    private static List<Tool> tools(JsonNode body) {
        var tools = new ArrayList<Tool>();
        for (JsonNode tool : Fields.list(body, "tools")) {
            String path = "tools[" + tools.size() + "]";
            if (!tool.path("type").asString("custom").equals("custom")) {
                throw Untranslatable.unsupported(path + ".type", ELSEWHERE);
            }
            tools.add(new Tool(
                    Fields.required(tool, "name", path),
                    Fields.text(tool, "description"),
                    Fields.has(tool, "input_schema") ? tool.path("input_schema") : null,
                    Fields.flag(tool, "strict")));
        }
        return tools;
    }

    private static @Nullable ToolChoice toolChoice(JsonNode choice) {
        if (!choice.isObject()) {
            return null;
        }
        return switch (choice.path("type").asString("")) {
            case "auto" -> new ToolChoice.Auto();
            case "any" -> new ToolChoice.Required();
            case "none" -> new ToolChoice.None();
            case "tool" -> new ToolChoice.Named(Fields.required(choice, "name", "tool_choice"));
            default -> throw Untranslatable.unsupported("tool_choice.type", ELSEWHERE);
        };
    }

    private static List<String> stop(JsonNode body) {
        var texts = new ArrayList<String>();
        Fields.list(body, "stop_sequences").forEach(text -> texts.add(text.asString("")));
        return texts;
    }

    private static @Nullable Reasoning reasoning(JsonNode body) {
        JsonNode thinking = body.path("thinking");
        String effort = Fields.text(body.path("output_config"), "effort");
        return switch (thinking.path("type").asString("")) {
            case "enabled" -> new Reasoning(null, Fields.integer(thinking, "budget_tokens"));
            case "disabled" -> new Reasoning(Reasoning.Effort.NONE, null);
            default -> effort == null ? null : new Reasoning(effort(effort), null);
        };
    }

    private static Reasoning.Effort effort(String wire) {
        var effort = Reasoning.Effort.find(wire);
        if (effort == null) {
            throw Untranslatable.invalid("output_config.effort", "must be one of low, medium, high, xhigh, max");
        }
        return effort;
    }

    /** Both where it stands today and where it stood in the beta. */
    private static @Nullable OutputFormat format(JsonNode body) {
        JsonNode format = body.has("output_format")
                ? body.path("output_format")
                : body.path("output_config").path("format");
        return format.path("type").asString("").equals("json_schema")
                ? new OutputFormat("answer", format.path("schema"), true)
                : null;
    }
}
