package io.switchgear.router.dialect.bedrock;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.AnyToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.AutoToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointBlock;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointType;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ImageBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ImageSource;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.JsonSchemaDefinition;
import software.amazon.awssdk.services.bedrockruntime.model.OutputConfig;
import software.amazon.awssdk.services.bedrockruntime.model.OutputFormatStructure;
import software.amazon.awssdk.services.bedrockruntime.model.OutputFormatType;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningTextBlock;
import software.amazon.awssdk.services.bedrockruntime.model.SpecificToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultStatus;
import software.amazon.awssdk.services.bedrockruntime.model.ToolSpecification;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
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

/** Writes requests for Converse; what only Anthropic's models know goes beside it, as Amazon documents. */
final class ConverseWriter {

    private static final String BEDROCK = "Bedrock";

    private final JsonMapper json;

    ConverseWriter(JsonMapper json) {
        this.json = json;
    }

    ConverseRequest write(ChatRequest request, String model) {
        var converse = ConverseRequest.builder().modelId(model);
        if (!request.system().isEmpty()) {
            converse.system(system(request.system()));
        }
        converse.messages(request.messages().stream().map(this::message).toList());
        converse.inferenceConfig(inference(request));
        ToolConfiguration tools = tools(request);
        if (tools != null) {
            converse.toolConfig(tools);
        }
        ObjectNode more = more(request, model);
        if (!more.isEmpty()) {
            converse.additionalModelRequestFields(Documents.of(more));
        }
        format(request.format(), converse);
        return converse.build();
    }

    private static List<SystemContentBlock> system(List<Part.Text> texts) {
        var blocks = new ArrayList<SystemContentBlock>();
        for (Part.Text text : texts) {
            blocks.add(SystemContentBlock.fromText(text.text()));
            if (text.cached()) {
                blocks.add(SystemContentBlock.fromCachePoint(cachePoint()));
            }
        }
        return blocks;
    }

    private static CachePointBlock cachePoint() {
        return CachePointBlock.builder().type(CachePointType.DEFAULT).build();
    }

    private software.amazon.awssdk.services.bedrockruntime.model.Message message(Message message) {
        var blocks = new ArrayList<ContentBlock>();
        // Results come first, as Anthropic's models want it.
        message.parts().stream().filter(Part.ToolResult.class::isInstance).forEach(part -> block(part, blocks));
        message.parts().stream()
                .filter(part -> !(part instanceof Part.ToolResult))
                .forEach(part -> block(part, blocks));
        return software.amazon.awssdk.services.bedrockruntime.model.Message.builder()
                .role(message.role() == Message.Role.USER ? ConversationRole.USER : ConversationRole.ASSISTANT)
                .content(blocks)
                .build();
    }

    private void block(Part part, List<ContentBlock> blocks) {
        switch (part) {
            case Part.Text text -> {
                blocks.add(ContentBlock.fromText(text.text()));
                if (text.cached()) {
                    blocks.add(ContentBlock.fromCachePoint(cachePoint()));
                }
            }
            case Part.Image image -> blocks.add(ContentBlock.fromImage(image(image)));
            case Part.ImageLink link -> throw Untranslatable.unsupported("messages.content.image_url", BEDROCK);
            case Part.Thinking thinking -> {
                if (thinking.signature() != null && !thinking.signature().isEmpty()) {
                    blocks.add(ContentBlock.fromReasoningContent(
                            ReasoningContentBlock.fromReasoningText(ReasoningTextBlock.builder()
                                    .text(thinking.text())
                                    .signature(thinking.signature())
                                    .build())));
                }
            }
            case Part.ToolCall call ->
                blocks.add(ContentBlock.fromToolUse(ToolUseBlock.builder()
                        .toolUseId(call.id())
                        .name(call.name())
                        .input(Documents.of(input(call)))
                        .build()));
            case Part.ToolResult result -> blocks.add(ContentBlock.fromToolResult(toolResult(result)));
        }
    }

    private static ImageBlock image(Part.Image image) {
        String format = image.mediaType().substring(image.mediaType().indexOf('/') + 1);
        try {
            return ImageBlock.builder()
                    .format(format)
                    .source(ImageSource.fromBytes(
                            SdkBytes.fromByteArray(Base64.getDecoder().decode(image.base64()))))
                    .build();
        } catch (IllegalArgumentException e) {
            throw Untranslatable.invalid("messages.content.image", "must be in base64");
        }
    }

    private static ToolResultBlock toolResult(Part.ToolResult result) {
        var content = new ArrayList<ToolResultContentBlock>();
        for (Part part : result.content()) {
            if (part instanceof Part.Text text) {
                content.add(ToolResultContentBlock.fromText(text.text()));
            } else if (part instanceof Part.Image image) {
                content.add(ToolResultContentBlock.fromImage(image(image)));
            } else {
                throw Untranslatable.unsupported("messages.content.tool_result.content", BEDROCK);
            }
        }
        var block = ToolResultBlock.builder().toolUseId(result.id()).content(content);
        if (result.error()) {
            block.status(ToolResultStatus.ERROR);
        }
        return block.build();
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

    private static InferenceConfiguration inference(ChatRequest request) {
        Sampling sampling = request.sampling();
        if (sampling.frequencyPenalty() != null) {
            throw Untranslatable.unsupported("frequency_penalty", BEDROCK);
        }
        if (sampling.presencePenalty() != null) {
            throw Untranslatable.unsupported("presence_penalty", BEDROCK);
        }
        if (sampling.seed() != null) {
            throw Untranslatable.unsupported("seed", BEDROCK);
        }
        var inference = InferenceConfiguration.builder();
        if (request.maxTokens() != null) {
            inference.maxTokens(Math.toIntExact(Math.min(Integer.MAX_VALUE, request.maxTokens())));
        }
        if (sampling.temperature() != null) {
            inference.temperature(sampling.temperature().floatValue());
        }
        if (sampling.topP() != null) {
            inference.topP(sampling.topP().floatValue());
        }
        if (!sampling.stop().isEmpty()) {
            inference.stopSequences(sampling.stop());
        }
        return inference.build();
    }

    private static @Nullable ToolConfiguration tools(ChatRequest request) {
        if (request.tools().isEmpty()) {
            return null;
        }
        var tools = ToolConfiguration.builder()
                .tools(request.tools().stream().map(ConverseWriter::tool).toList());
        switch (request.toolChoice()) {
            case null -> {}
            case ToolChoice.Auto auto ->
                tools.toolChoice(choice -> choice.auto(AutoToolChoice.builder().build()));
            case ToolChoice.Required required ->
                tools.toolChoice(choice -> choice.any(AnyToolChoice.builder().build()));
            case ToolChoice.Named named ->
                tools.toolChoice(choice -> choice.tool(
                        SpecificToolChoice.builder().name(named.tool()).build()));
            case ToolChoice.None none -> {
                boolean called = request.messages().stream()
                        .flatMap(message -> message.parts().stream())
                        .anyMatch(Part.ToolCall.class::isInstance);
                if (called) {
                    throw Untranslatable.unsupported("tool_choice", BEDROCK);
                }
                return null;
            }
        }
        return tools.build();
    }

    private static software.amazon.awssdk.services.bedrockruntime.model.Tool tool(Tool tool) {
        JsonNode schema = tool.parameters();
        var specification = ToolSpecification.builder()
                .name(tool.name())
                .inputSchema(ToolInputSchema.fromJson(
                        Documents.of(schema == null ? Fields.object().put("type", "object") : schema)));
        if (tool.description() != null) {
            specification.description(tool.description());
        }
        return software.amazon.awssdk.services.bedrockruntime.model.Tool.fromToolSpec(specification.build());
    }

    private static ObjectNode more(ChatRequest request, String model) {
        ObjectNode more = Fields.object();
        boolean anthropic = model.contains("anthropic");
        Long topK = request.sampling().topK();
        if (topK != null && !anthropic) {
            throw Untranslatable.unsupported("top_k", BEDROCK);
        }
        Fields.put(more, "top_k", topK);
        Reasoning reasoning = request.reasoning();
        if (anthropic && reasoning != null && reasoning.budgetTokens() != null && reasoning.budget() > 0) {
            more.putObject("thinking").put("type", "enabled").put("budget_tokens", reasoning.budget());
        }
        return more;
    }

    private static void format(@Nullable OutputFormat format, ConverseRequest.Builder converse) {
        if (format != null && format.schema() != null) {
            var definition = JsonSchemaDefinition.builder()
                    .name(format.name())
                    .schema(format.schema().toString())
                    .build();
            converse.outputConfig(OutputConfig.builder()
                    .textFormat(text -> text.type(OutputFormatType.JSON_SCHEMA)
                            .structure(OutputFormatStructure.fromJsonSchema(definition)))
                    .build());
        }
    }
}
