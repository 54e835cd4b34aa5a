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
import io.switchgear.router.dialect.chat.Untranslatable;

/** Reads bodies of {@code /v1/responses}. What needs OpenAI to remember something, or to run a tool itself, is refused. */
final class ResponsesRequestReader {

    private static final String ELSEWHERE = "other than OpenAI's";
    private static final List<String> REFUSED =
            List.of("previous_response_id", "conversation", "prompt", "top_logprobs");

    private ResponsesRequestReader() {}

    static ChatRequest read(JsonNode body) {
        for (String field : REFUSED) {
            if (Fields.has(body, field)) {
                throw Untranslatable.unsupported(field, ELSEWHERE);
            }
        }
        if (Boolean.TRUE.equals(Fields.flag(body, "background"))) {
            throw Untranslatable.unsupported("background", ELSEWHERE);
        }
        var conversation = new Conversation();
        String instructions = Fields.text(body, "instructions");
        if (instructions != null) {
            conversation.instruct(new Part.Text(instructions));
        }
        input(body.path("input"), conversation);
        String effort = Fields.text(body.path("reasoning"), "effort");
        return new ChatRequest(
                conversation.system(),
                conversation.messages(),
                tools(body),
                ChatRequestReader.toolChoice(body.path("tool_choice")),
                Fields.flag(body, "parallel_tool_calls"),
                Fields.integer(body, "max_output_tokens"),
                new Sampling(
                        Fields.number(body, "temperature"),
                        Fields.number(body, "top_p"),
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                effort == null ? null : new Reasoning(ChatRequestReader.effort(effort, "reasoning.effort"), null),
                format(body.path("text").path("format")),
                Fields.text(body, "user"),
                Boolean.TRUE.equals(Fields.flag(body, "stream")));
    }

    private static void input(JsonNode input, Conversation conversation) {
        if (input.isString()) {
            conversation.add(Message.Role.USER, List.of(new Part.Text(input.asString())));
            return;
        }
        if (!input.isArray()) {
            throw Untranslatable.invalid("input", "must be a string or an array");
        }
        for (int i = 0; i < input.size(); i++) {
            item(input.get(i), "input[" + i + "]", conversation);
        }
    }

    private static void item(JsonNode item, String path, Conversation conversation) {
        switch (item.path("type").asString("message")) {
            case "message" -> message(item, path, conversation);
            case "function_call" ->
                conversation.add(
                        Message.Role.ASSISTANT,
                        List.of(new Part.ToolCall(
                                Fields.required(item, "call_id", path),
                                Fields.required(item, "name", path),
                                Fields.required(item, "arguments", path),
                                null)));
            case "function_call_output" ->
                conversation.add(
                        Message.Role.USER,
                        List.of(new Part.ToolResult(
                                Fields.required(item, "call_id", path),
                                content(item.path("output"), path + ".output"),
                                false)));
            // Only the provider that has written it can read it.
            case "reasoning" -> {}
            default -> throw Untranslatable.unsupported(path + ".type", ELSEWHERE);
        }
    }

    private static void message(JsonNode item, String path, Conversation conversation) {
        List<Part> content = content(item.path("content"), path + ".content");
        switch (Fields.required(item, "role", path)) {
            case "user" -> conversation.add(Message.Role.USER, content);
            case "assistant" -> conversation.add(Message.Role.ASSISTANT, content);
            case "system", "developer" -> {
                for (Part part : content) {
                    if (!(part instanceof Part.Text text)) {
                        throw Untranslatable.unsupported(path + ".content", ELSEWHERE);
                    }
                    conversation.instruct(text);
                }
            }
            default -> throw Untranslatable.invalid(path + ".role", "must be user, assistant, system or developer");
        }
    }

    private static List<Part> content(JsonNode content, String path) {
        if (content.isString()) {
            return content.asString().isEmpty() ? List.of() : List.of(new Part.Text(content.asString()));
        }
        var parts = new ArrayList<Part>();
        for (int i = 0; i < content.size(); i++) {
            String at = path + "[" + i + "]";
            JsonNode part = content.get(i);
            parts.add(
                    switch (part.path("type").asString("")) {
                        case "input_text", "output_text" -> new Part.Text(Fields.required(part, "text", at));
                        case "refusal" -> new Part.Text(Fields.required(part, "refusal", at));
                        case "input_image" -> Images.of(Fields.required(part, "image_url", at), at + ".image_url");
                        default -> throw Untranslatable.unsupported(at + ".type", ELSEWHERE);
                    });
        }
        return parts;
    }

    private static List<Tool> tools(JsonNode body) {
        var tools = new ArrayList<Tool>();
        for (JsonNode tool : Fields.list(body, "tools")) {
            String path = "tools[" + tools.size() + "]";
            if (!tool.path("type").asString("").equals("function")) {
                throw Untranslatable.unsupported(path + ".type", ELSEWHERE);
            }
            tools.add(new Tool(
                    Fields.required(tool, "name", path),
                    Fields.text(tool, "description"),
                    Fields.has(tool, "parameters") ? tool.path("parameters") : null,
                    Fields.flag(tool, "strict")));
        }
        return tools;
    }

    private static @Nullable OutputFormat format(JsonNode format) {
        return switch (format.path("type").asString("text")) {
            case "json_object" -> new OutputFormat("answer", null, null);
            case "json_schema" ->
                new OutputFormat(
                        Fields.required(format, "name", "text.format"),
                        format.path("schema"),
                        Fields.flag(format, "strict"));
            default -> null;
        };
    }
}
