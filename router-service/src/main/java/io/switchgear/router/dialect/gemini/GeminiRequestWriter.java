package io.switchgear.router.dialect.gemini;

import java.util.HashMap;
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

/** Writes bodies for {@code generateContent} and {@code streamGenerateContent}. */
final class GeminiRequestWriter {

    private static final String GEMINI = "Gemini";

    /**
     * Stands for the signature of a thought that nobody kept; newer models refuse calls without one.
     *
     * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Thought signatures</a>
     */
    private static final String NO_SIGNATURE = "skip_thought_signature_validator";

    private final JsonMapper json;

    /** Tools by the ids of their calls: results name the tool. */
    private final Map<String, String> called = new HashMap<>();

    GeminiRequestWriter(JsonMapper json) {
        this.json = json;
    }

    ObjectNode write(ChatRequest request, String model) {
        ObjectNode body = Fields.object();
        if (!request.system().isEmpty()) {
            body.putObject("systemInstruction").putArray("parts").addObject().put("text", request.systemText());
        }
        ArrayNode contents = body.putArray("contents");
        for (Message message : request.messages()) {
            ObjectNode content = contents.addObject();
            content.put("role", message.role() == Message.Role.USER ? "user" : "model");
            ArrayNode parts = content.putArray("parts");
            message.parts().forEach(part -> part(part, parts));
        }
        tools(request, body);
        ObjectNode generation = generation(request, model);
        if (!generation.isEmpty()) {
            body.set("generationConfig", generation);
        }
        return body;
    }

    private void part(Part part, ArrayNode parts) {
        switch (part) {
            case Part.Text text -> parts.addObject().put("text", text.text());
            case Part.Image image ->
                parts.addObject()
                        .putObject("inlineData")
                        .put("mimeType", image.mediaType())
                        .put("data", image.base64());
            case Part.ImageLink link -> throw Untranslatable.unsupported("messages.content.image_url", GEMINI);
            // Thoughts are never sent back, but for their signatures.
            case Part.Thinking thinking -> {}
            case Part.ToolCall call -> {
                called.put(call.id(), call.name());
                ObjectNode written = parts.addObject();
                ObjectNode function = written.putObject("functionCall").put("name", call.name());
                function.set("args", object(call.arguments()));
                written.put("thoughtSignature", call.signature() == null ? NO_SIGNATURE : call.signature());
            }
            case Part.ToolResult result -> toolResult(result, parts);
        }
    }

    private void toolResult(Part.ToolResult result, ArrayNode parts) {
        if (result.content().stream().anyMatch(part -> !(part instanceof Part.Text))) {
            throw Untranslatable.unsupported("messages.content.tool_result.content.image", GEMINI);
        }
        String name = called.get(result.id());
        if (name == null) {
            throw Untranslatable.invalid("messages.tool_call_id", "must be the id of a call before it");
        }
        parts.addObject()
                .putObject("functionResponse")
                .put("name", name)
                .putObject("response")
                .put(result.error() ? "error" : "output", result.text());
    }

    private JsonNode object(String arguments) {
        try {
            JsonNode object = json.readTree(arguments);
            if (object.isObject()) {
                return object;
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
        ArrayNode declarations = body.putArray("tools").addObject().putArray("functionDeclarations");
        for (Tool tool : request.tools()) {
            ObjectNode declaration = declarations.addObject().put("name", tool.name());
            Fields.put(declaration, "description", tool.description());
            if (tool.parameters() != null
                    && !tool.parameters().path("properties").isEmpty()) {
                declaration.set("parametersJsonSchema", tool.parameters());
            }
        }
        if (request.toolChoice() != null) {
            ObjectNode calling = body.putObject("toolConfig").putObject("functionCallingConfig");
            switch (request.toolChoice()) {
                case ToolChoice.Auto auto -> calling.put("mode", "AUTO");
                case ToolChoice.None none -> calling.put("mode", "NONE");
                case ToolChoice.Required required -> calling.put("mode", "ANY");
                case ToolChoice.Named named ->
                    calling.put("mode", "ANY").putArray("allowedFunctionNames").add(named.tool());
            }
        }
    }

    private static ObjectNode generation(ChatRequest request, String model) {
        ObjectNode generation = Fields.object();
        Sampling sampling = request.sampling();
        Fields.put(generation, "maxOutputTokens", request.maxTokens());
        Fields.put(generation, "temperature", sampling.temperature());
        Fields.put(generation, "topP", sampling.topP());
        Fields.put(generation, "topK", sampling.topK());
        Fields.put(generation, "frequencyPenalty", sampling.frequencyPenalty());
        Fields.put(generation, "presencePenalty", sampling.presencePenalty());
        Fields.put(generation, "seed", sampling.seed());
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = generation.putArray("stopSequences");
            sampling.stop().forEach(stop::add);
        }
        OutputFormat format = request.format();
        if (format != null) {
            generation.put("responseMimeType", "application/json");
            if (format.schema() != null) {
                generation.set("responseJsonSchema", format.schema());
            }
        }
        thinking(request.reasoning(), model, generation);
        return generation;
    }

    /** Budgets up to Gemini 2.5, levels from Gemini 3 on, as Google's OpenAI-compatible endpoint translates efforts. */
    private static void thinking(@Nullable Reasoning reasoning, String model, ObjectNode generation) {
        if (reasoning == null) {
            return;
        }
        ObjectNode config = generation.putObject("thinkingConfig");
        if (model.contains("gemini-2") || reasoning.budgetTokens() != null) {
            config.put("thinkingBudget", reasoning.budget());
            return;
        }
        config.put(
                "thinkingLevel",
                switch (reasoning.step()) {
                    case NONE, MINIMAL -> "minimal";
                    case LOW -> "low";
                    case MEDIUM -> "medium";
                    case HIGH, XHIGH, MAX -> "high";
                });
    }
}
