package io.switchgear.router.dialect.openai;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.ChatRequest;
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
import io.switchgear.router.provider.ProviderType;

/** Writes bodies for {@code /chat/completions}. */
final class ChatRequestWriter {

    private static final String OPENAI = "OpenAI";

    private final ProviderType type;
    private final boolean strict;

    /** OpenAI itself and Azure refuse what they do not know, and {@code max_tokens} for newer models. */
    ChatRequestWriter(ProviderType type) {
        this.type = type;
        this.strict = type == ProviderType.OPENAI || type == ProviderType.AZURE_OPENAI;
    }

    ObjectNode write(ChatRequest request, String model) {
        ObjectNode body = Fields.object();
        body.put("model", model);
        ArrayNode messages = body.putArray("messages");
        if (!request.system().isEmpty()) {
            messages.addObject().put("role", "system").put("content", request.systemText());
        }
        request.messages().forEach(message -> message(message, messages));
        prefill(request, body);
        tools(request, body);
        Fields.put(body, strict ? "max_completion_tokens" : "max_tokens", request.maxTokens());
        sampling(request.sampling(), body);
        Reasoning reasoning = request.reasoning();
        if (reasoning != null && reasoning.step() != Reasoning.Effort.NONE) {
            body.put("reasoning_effort", reasoning.step().wire());
        }
        format(request.format(), body);
        Fields.put(body, "user", request.user());
        if (request.stream()) {
            body.put("stream", true);
            body.putObject("stream_options").put("include_usage", true);
        }
        return body;
    }

    /** An answer that the request ends with is to be gone on with, which not all can, and each is told otherwise. */
    private void prefill(ChatRequest request, ObjectNode body) {
        if (request.messages().isEmpty() || request.messages().getLast().role() != Message.Role.ASSISTANT) {
            return;
        }
        switch (type) {
            case OPENAI, AZURE_OPENAI ->
                throw Untranslatable.unsupported(
                        "messages[" + (request.messages().size() - 1) + "].role", OPENAI);
            case MISTRAL, DEEPSEEK -> {
                var messages = body.withArray("messages");
                ((ObjectNode) messages.get(messages.size() - 1)).put("prefix", true);
            }
            case VLLM -> body.put("add_generation_prompt", false).put("continue_final_message", true);
            default -> {}
        }
    }

    private static void message(Message message, ArrayNode messages) {
        if (message.role() == Message.Role.ASSISTANT) {
            assistant(message.parts(), messages);
            return;
        }
        // Results come before what the user says besides: they must follow the calls at once.
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                toolResult(result, messages);
            }
        }
        ArrayNode content = Fields.object().putArray("content");
        message.parts().forEach(part -> content(part, content));
        if (content.size() == 1 && content.get(0).has("text")) {
            messages.addObject()
                    .put("role", "user")
                    .put("content", content.get(0).path("text").asString());
        } else if (!content.isEmpty()) {
            messages.addObject().put("role", "user").set("content", content);
        }
    }

    private static void content(Part part, ArrayNode content) {
        switch (part) {
            case Part.Text text -> content.addObject().put("type", "text").put("text", text.text());
            case Part.Image image -> image(content, Images.dataUrl(image));
            case Part.ImageLink link -> image(content, link.url());
            case Part.Thinking thinking -> {}
            case Part.ToolCall call -> {}
            case Part.ToolResult result -> {}
        }
    }

    private static void image(ArrayNode content, String url) {
        content.addObject().put("type", "image_url").putObject("image_url").put("url", url);
    }

    private static void toolResult(Part.ToolResult result, ArrayNode messages) {
        if (result.content().stream().anyMatch(part -> !(part instanceof Part.Text))) {
            throw Untranslatable.unsupported("messages.content.tool_result.content.image", OPENAI);
        }
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", result.id())
                .put("content", result.text());
    }

    private static void assistant(List<Part> parts, ArrayNode messages) {
        ObjectNode message = messages.addObject();
        message.put("role", "assistant");
        var text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text piece) {
                text.append(piece.text());
            }
            if (part instanceof Part.ToolCall call) {
                ObjectNode written = message.withArray("tool_calls").addObject();
                written.put("id", call.id());
                written.put("type", "function");
                written.putObject("function").put("name", call.name()).put("arguments", call.arguments());
                ThoughtSignature.write(written, call.signature());
            }
        }
        if (text.isEmpty() && message.has("tool_calls")) {
            message.putNull("content");
        } else {
            message.put("content", text.toString());
        }
    }

    private static void tools(ChatRequest request, ObjectNode body) {
        for (Tool tool : request.tools()) {
            ObjectNode function =
                    body.withArray("tools").addObject().put("type", "function").putObject("function");
            function.put("name", tool.name());
            Fields.put(function, "description", tool.description());
            if (tool.parameters() != null) {
                function.set("parameters", tool.parameters());
            }
            Fields.put(function, "strict", tool.strict());
        }
        if (request.tools().isEmpty()) {
            return;
        }
        switch (request.toolChoice()) {
            case null -> {}
            case ToolChoice.Auto auto -> body.put("tool_choice", "auto");
            case ToolChoice.None none -> body.put("tool_choice", "none");
            case ToolChoice.Required required -> body.put("tool_choice", "required");
            case ToolChoice.Named named ->
                body.putObject("tool_choice")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", named.tool());
        }
        Fields.put(body, "parallel_tool_calls", request.parallelToolCalls());
    }

    private void sampling(Sampling sampling, ObjectNode body) {
        Fields.put(body, "temperature", sampling.temperature());
        Fields.put(body, "top_p", sampling.topP());
        if (sampling.topK() != null && strict) {
            throw Untranslatable.unsupported("top_k", OPENAI);
        }
        Fields.put(body, "top_k", sampling.topK());
        Fields.put(body, "frequency_penalty", sampling.frequencyPenalty());
        Fields.put(body, "presence_penalty", sampling.presencePenalty());
        Fields.put(body, "seed", sampling.seed());
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = body.putArray("stop");
            sampling.stop().forEach(stop::add);
        }
    }

    private static void format(@Nullable OutputFormat format, ObjectNode body) {
        if (format == null) {
            return;
        }
        ObjectNode written = body.putObject("response_format");
        if (format.schema() == null) {
            written.put("type", "json_object");
            return;
        }
        ObjectNode schema = written.put("type", "json_schema").putObject("json_schema");
        schema.put("name", format.name());
        schema.set("schema", format.schema());
        Fields.put(schema, "strict", format.strict());
    }
}
