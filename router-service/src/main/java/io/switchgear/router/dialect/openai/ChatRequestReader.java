package io.switchgear.router.dialect.openai;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.Conversation;
import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Images;
import io.switchgear.router.dialect.chat.Message;
import io.switchgear.router.dialect.chat.OutputFormat;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.Reasoning;
import io.switchgear.router.dialect.chat.Sampling;
import io.switchgear.router.dialect.chat.Tool;
import io.switchgear.router.dialect.chat.ToolChoice;
import io.switchgear.router.dialect.chat.Untranslatable;

/** Reads bodies of {@code /v1/chat/completions}. Fields that change the answer's shape and have no counterpart are refused. */
final class ChatRequestReader {

    private static final String ELSEWHERE = "other than OpenAI's";
    private static final List<String> REFUSED = List.of("functions", "function_call", "audio", "web_search_options");

    private ChatRequestReader() {}

    static ChatRequest read(JsonNode body) {
        refuse(body);
        var conversation = new Conversation();
        int index = 0;
        for (JsonNode message : Fields.list(body, "messages")) {
            message(message, "messages[" + index++ + "]", conversation);
        }
        Long most = Fields.integer(body, "max_completion_tokens");
        return new ChatRequest(
                conversation.system(),
                conversation.messages(),
                tools(body),
                toolChoice(body.path("tool_choice")),
                Fields.flag(body, "parallel_tool_calls"),
                most != null ? most : Fields.integer(body, "max_tokens"),
                new Sampling(
                        Fields.number(body, "temperature"),
                        Fields.number(body, "top_p"),
                        Fields.integer(body, "top_k"),
                        Fields.number(body, "frequency_penalty"),
                        Fields.number(body, "presence_penalty"),
                        Fields.integer(body, "seed"),
                        stop(body.path("stop"))),
                reasoning(body),
                format(body.path("response_format"), "response_format"),
                Fields.text(body, "user"),
                Boolean.TRUE.equals(Fields.flag(body, "stream")));
    }

    private static void refuse(JsonNode body) {
        Long choices = Fields.integer(body, "n");
        if (choices != null && choices != 1) {
            throw Untranslatable.unsupported("n", ELSEWHERE);
        }
        if (body.path("logprobs").asBoolean(false)) {
            throw Untranslatable.unsupported("logprobs", ELSEWHERE);
        }
        for (String field : REFUSED) {
            if (Fields.has(body, field)) {
                throw Untranslatable.unsupported(field, ELSEWHERE);
            }
        }
        for (JsonNode modality : Fields.list(body, "modalities")) {
            if (!modality.asString("").equals("text")) {
                throw Untranslatable.unsupported("modalities", ELSEWHERE);
            }
        }
    }

    private static void message(JsonNode message, String path, Conversation conversation) {
        String role = Fields.required(message, "role", path);
        JsonNode content = message.path("content");
        switch (role) {
            case "system", "developer" -> {
                for (Part part : content(content, path + ".content")) {
                    if (!(part instanceof Part.Text text)) {
                        throw Untranslatable.unsupported(path + ".content", ELSEWHERE);
                    }
                    conversation.instruct(text);
                }
            }
            case "user" -> conversation.add(Message.Role.USER, content(content, path + ".content"));
            case "assistant" -> conversation.add(Message.Role.ASSISTANT, assistant(message, path));
            case "tool" ->
                conversation.add(
                        Message.Role.USER,
                        List.of(new Part.ToolResult(
                                Fields.required(message, "tool_call_id", path),
                                content(content, path + ".content"),
                                false)));
            default -> throw Untranslatable.unsupported(path + ".role", ELSEWHERE);
        }
    }

    private static List<Part> assistant(JsonNode message, String path) {
        var parts = new ArrayList<>(content(message.path("content"), path + ".content"));
        if (Fields.has(message, "refusal")) {
            parts.add(new Part.Text(Fields.required(message, "refusal", path)));
        }
        int index = 0;
        for (JsonNode call : Fields.list(message, "tool_calls")) {
            String at = path + ".tool_calls[" + index++ + "]";
            if (!call.path("type").asString("function").equals("function")) {
                throw Untranslatable.unsupported(at + ".type", ELSEWHERE);
            }
            JsonNode function = call.path("function");
            String arguments = Fields.required(function, "arguments", at + ".function");
            parts.add(new Part.ToolCall(
                    Fields.required(call, "id", at),
                    Fields.required(function, "name", at + ".function"),
                    arguments.isBlank() ? "{}" : arguments,
                    ThoughtSignature.read(call)));
        }
        if (Fields.has(message, "function_call") || Fields.has(message, "audio")) {
            throw Untranslatable.unsupported(path + ".function_call", ELSEWHERE);
        }
        return parts;
    }

    private static List<Part> content(JsonNode content, String path) {
        if (content.isString()) {
            return content.asString().isEmpty() ? List.of() : List.of(new Part.Text(content.asString()));
        }
        var parts = new ArrayList<Part>();
        if (content.isArray()) {
            for (int i = 0; i < content.size(); i++) {
                parts.add(part(content.get(i), path + "[" + i + "]"));
            }
        } else if (!content.isNull() && !content.isMissingNode()) {
            throw Untranslatable.invalid(path, "must be a string or an array");
        }
        return parts;
    }

    private static Part part(JsonNode part, String path) {
        return switch (part.path("type").asString("")) {
            case "text" -> new Part.Text(Fields.required(part, "text", path), Fields.has(part, "cache_control"));
            case "refusal" -> new Part.Text(Fields.required(part, "refusal", path));
            case "image_url" -> {
                String at = path + ".image_url";
                yield Images.of(Fields.required(part.path("image_url"), "url", at), at + ".url");
            }
            default -> throw Untranslatable.unsupported(path + ".type", ELSEWHERE);
        };
    }

    private static List<Tool> tools(JsonNode body) {
        var tools = new ArrayList<Tool>();
        for (JsonNode tool : Fields.list(body, "tools")) {
            String path = "tools[" + tools.size() + "]";
            if (!tool.path("type").asString("").equals("function")) {
                throw Untranslatable.unsupported(path + ".type", ELSEWHERE);
            }
            JsonNode function = tool.path("function");
            tools.add(new Tool(
                    Fields.required(function, "name", path + ".function"),
                    Fields.text(function, "description"),
                    Fields.has(function, "parameters") ? function.path("parameters") : null,
                    Fields.flag(function, "strict")));
        }
        return tools;
    }

    static @Nullable ToolChoice toolChoice(JsonNode choice) {
        if (choice.isMissingNode() || choice.isNull()) {
            return null;
        }
        String name =
                choice.isString() ? choice.asString() : choice.path("type").asString("");
        return switch (name) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            case "function" -> {
                // Chat completions nest the name, responses do not.
                JsonNode function = choice.has("function") ? choice.path("function") : choice;
                yield new ToolChoice.Named(Fields.required(function, "name", "tool_choice"));
            }
            default -> throw Untranslatable.unsupported("tool_choice", ELSEWHERE);
        };
    }

    private static List<String> stop(JsonNode stop) {
        if (stop.isString()) {
            return List.of(stop.asString());
        }
        var texts = new ArrayList<String>();
        stop.forEach(text -> texts.add(text.asString("")));
        return texts;
    }

    private static @Nullable Reasoning reasoning(JsonNode body) {
        String effort = Fields.text(body, "reasoning_effort");
        if (effort != null) {
            return new Reasoning(effort(effort, "reasoning_effort"), null);
        }
        // As Anthropic's own compatibility layer takes it.
        JsonNode thinking = body.path("thinking");
        return thinking.path("type").asString("").equals("enabled")
                ? new Reasoning(null, Fields.integer(thinking, "budget_tokens"))
                : null;
    }

    static Reasoning.Effort effort(String wire, String field) {
        var effort = Reasoning.Effort.find(wire);
        if (effort == null) {
            throw Untranslatable.invalid(field, "must be one of none, minimal, low, medium, high, xhigh, max");
        }
        return effort;
    }

    private static @Nullable OutputFormat format(JsonNode format, String field) {
        return switch (format.path("type").asString("text")) {
            case "text" -> null;
            case "json_object" -> new OutputFormat("answer", null, null);
            case "json_schema" -> {
                JsonNode schema = format.path("json_schema");
                String path = field + ".json_schema";
                yield new OutputFormat(
                        Fields.required(schema, "name", path), schema.path("schema"), Fields.flag(schema, "strict"));
            }
            default -> throw Untranslatable.unsupported(field + ".type", ELSEWHERE);
        };
    }
}
