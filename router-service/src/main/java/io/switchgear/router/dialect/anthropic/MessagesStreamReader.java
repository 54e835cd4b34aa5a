package io.switchgear.router.dialect.anthropic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.ProviderFormat;
import io.switchgear.router.price.Tokens;
import io.switchgear.router.usage.AnthropicAnswers;
import io.switchgear.router.usage.OpenAiAnswers;

/** Reads events of a streamed message. */
final class MessagesStreamReader implements ProviderFormat.StreamReader {

    private final JsonMapper json;

    /** Tool calls by the index of their block. */
    private final Map<Integer, Integer> calls = new HashMap<>();

    private @Nullable Tokens input;

    MessagesStreamReader(JsonMapper json) {
        this.json = json;
    }

    @Override
    public List<AnswerEvent> read(byte[] data) {
        if (data.length == 0) {
            return List.of();
        }
        JsonNode event = json.readTree(data);
        return switch (event.path("type").asString("")) {
            case "message_start" -> List.of(started(event.path("message")));
            case "content_block_start" -> blockStart(event.path("index").asInt(), event.path("content_block"));
            case "content_block_delta" -> delta(event.path("index").asInt(), event.path("delta"));
            case "message_delta" -> messageDelta(event);
            case "message_stop" -> List.of(new AnswerEvent.Ended());
            case "error" -> {
                String error = OpenAiAnswers.error(event.path("error"));
                yield List.of(new AnswerEvent.Failed(error == null ? "The stream failed." : error));
            }
            default -> List.of();
        };
    }

    private AnswerEvent started(JsonNode message) {
        input = AnthropicAnswers.usage(message.path("usage"));
        return new AnswerEvent.Started(
                message.path("id").asString(""), message.path("model").asString(""), input);
    }

    private List<AnswerEvent> blockStart(int index, JsonNode block) {
        return switch (block.path("type").asString("")) {
            case "tool_use" -> {
                int call = calls.size();
                calls.put(index, call);
                yield List.of(new AnswerEvent.ToolCall(
                        call, block.path("id").asString(""), block.path("name").asString(""), null));
            }
            case "text" -> text(block.path("text").asString(""));
            default -> List.of();
        };
    }

    private static List<AnswerEvent> text(String text) {
        return text.isEmpty() ? List.of() : List.of(new AnswerEvent.Text(text));
    }

    private List<AnswerEvent> delta(int index, JsonNode delta) {
        return switch (delta.path("type").asString("")) {
            case "text_delta" -> text(delta.path("text").asString(""));
            case "thinking_delta" ->
                List.of(new AnswerEvent.Thinking(delta.path("thinking").asString("")));
            case "signature_delta" ->
                List.of(new AnswerEvent.Signature(delta.path("signature").asString("")));
            case "input_json_delta" -> {
                String piece = delta.path("partial_json").asString("");
                Integer call = calls.get(index);
                yield call == null || piece.isEmpty() ? List.of() : List.of(new AnswerEvent.Arguments(call, piece));
            }
            default -> List.of();
        };
    }

    private List<AnswerEvent> messageDelta(JsonNode event) {
        var events = new ArrayList<AnswerEvent>();
        JsonNode delta = event.path("delta");
        String reason = delta.path("stop_reason").asString("");
        if (!reason.isEmpty()) {
            JsonNode sequence = delta.path("stop_sequence");
            events.add(new AnswerEvent.Finished(
                    MessagesProvider.stop(reason), sequence.isString() ? sequence.asString() : null));
        }
        Tokens usage = total(AnthropicAnswers.usage(event.path("usage")));
        if (usage != null) {
            events.add(new AnswerEvent.Counted(usage));
        }
        return events;
    }

    /** Input is told at the start, and often left out at the end. */
    private @Nullable Tokens total(@Nullable Tokens latest) {
        Tokens first = input;
        if (latest == null || first == null) {
            return latest == null ? first : latest;
        }
        return new Tokens(
                Math.max(first.input(), latest.input()),
                Math.max(first.output(), latest.output()),
                Math.max(first.cacheRead(), latest.cacheRead()),
                Math.max(first.cacheWrite(), latest.cacheWrite()),
                Math.max(first.reasoning(), latest.reasoning()));
    }
}
