package io.switchgear.router.dialect.bedrock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.ChatAnswer;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.StopReason;
import io.switchgear.router.price.Tokens;

/** Reads Converse's answers, whole or event by event. Bedrock names no model: it is the one that was asked. Not thread-safe. */
final class ConverseReader {

    private final String id;
    private final String model;

    /** Tool calls by the index of their block. */
    private final Map<Integer, Integer> calls = new HashMap<>();

    ConverseReader(String id, String model) {
        this.id = id;
        this.model = model;
    }

    ChatAnswer answer(ConverseResponse response) {
        var parts = new ArrayList<Part>();
        for (ContentBlock block : response.output().message().content()) {
            if (block.text() != null) {
                parts.add(new Part.Text(block.text()));
            } else if (block.toolUse() != null) {
                var use = block.toolUse();
                parts.add(new Part.ToolCall(use.toolUseId(), use.name(), Documents.text(use.input()), null));
            } else if (block.reasoningContent() != null
                    && block.reasoningContent().reasoningText() != null) {
                var thought = block.reasoningContent().reasoningText();
                parts.add(new Part.Thinking(thought.text(), thought.signature()));
            }
        }
        return new ChatAnswer(id, model, parts, stop(response.stopReasonAsString()), null, usage(response.usage()));
    }

    List<AnswerEvent> events(ConverseStreamOutput output) {
        return switch (output) {
            case MessageStartEvent start -> List.of(new AnswerEvent.Started(id, model, null));
            case ContentBlockStartEvent start
            when start.start().toolUse() != null -> {
                int call = calls.size();
                calls.put(start.contentBlockIndex(), call);
                var use = start.start().toolUse();
                yield List.of(new AnswerEvent.ToolCall(call, use.toolUseId(), use.name(), null));
            }
            case ContentBlockDeltaEvent delta -> delta(delta.contentBlockIndex(), delta.delta());
            case MessageStopEvent stop -> List.of(new AnswerEvent.Finished(stop(stop.stopReasonAsString()), null));
            case ConverseStreamMetadataEvent metadata -> {
                Tokens usage = usage(metadata.usage());
                yield usage == null ? List.of() : List.of(new AnswerEvent.Counted(usage));
            }
            default -> List.of();
        };
    }

    private List<AnswerEvent> delta(int index, ContentBlockDelta delta) {
        if (delta.text() != null) {
            return delta.text().isEmpty() ? List.of() : List.of(new AnswerEvent.Text(delta.text()));
        }
        if (delta.toolUse() != null) {
            Integer call = calls.get(index);
            String piece = delta.toolUse().input();
            return call == null || piece == null || piece.isEmpty()
                    ? List.of()
                    : List.of(new AnswerEvent.Arguments(call, piece));
        }
        var thought = delta.reasoningContent();
        if (thought == null) {
            return List.of();
        }
        return thought.text() != null
                ? List.of(new AnswerEvent.Thinking(thought.text()))
                : thought.signature() != null ? List.of(new AnswerEvent.Signature(thought.signature())) : List.of();
    }

    private static StopReason stop(@Nullable String reason) {
        return switch (reason == null ? "" : reason) {
            case "stop_sequence" -> StopReason.STOP_SEQUENCE;
            case "max_tokens", "model_context_window_exceeded" -> StopReason.LENGTH;
            case "tool_use" -> StopReason.TOOL_CALLS;
            case "guardrail_intervened", "content_filtered" -> StopReason.CONTENT_FILTER;
            default -> StopReason.END;
        };
    }

    /** Cached input stands beside input. */
    private static @Nullable Tokens usage(@Nullable TokenUsage usage) {
        if (usage == null) {
            return null;
        }
        long read = number(usage.cacheReadInputTokens());
        long written = number(usage.cacheWriteInputTokens());
        return new Tokens(number(usage.inputTokens()) + read + written, number(usage.outputTokens()), read, written, 0);
    }

    private static long number(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
