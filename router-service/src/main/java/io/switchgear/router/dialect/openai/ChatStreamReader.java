package io.switchgear.router.dialect.openai;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.ProviderFormat;
import io.switchgear.router.dialect.chat.StopReason;
import io.switchgear.router.usage.OpenAiAnswers;

/** Reads chunks of a streamed chat completion. */
final class ChatStreamReader implements ProviderFormat.StreamReader {

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final JsonMapper json;

    /** Ours by the provider's index of a tool call. */
    private final Map<Integer, Integer> calls = new HashMap<>();

    private boolean started;
    private boolean refused;

    ChatStreamReader(JsonMapper json) {
        this.json = json;
    }

    @Override
    public List<AnswerEvent> read(byte[] data) {
        if (data.length == 0) {
            return List.of();
        }
        if (Arrays.equals(data, DONE)) {
            return List.of(new AnswerEvent.Ended());
        }
        JsonNode chunk = json.readTree(data);
        String error = OpenAiAnswers.error(chunk.path("error"));
        if (error != null) {
            return List.of(new AnswerEvent.Failed(error));
        }
        var events = new ArrayList<AnswerEvent>();
        JsonNode choice = chunk.path("choices").path(0);
        if (!started && choice.isObject()) {
            started = true;
            events.add(new AnswerEvent.Started(
                    chunk.path("id").asString(""), chunk.path("model").asString(""), null));
        }
        delta(choice.path("delta"), events);
        String finishReason = choice.path("finish_reason").asString("");
        if (!finishReason.isEmpty()) {
            var stop = refused ? StopReason.CONTENT_FILTER : ChatCompletionsProvider.stop(finishReason);
            events.add(new AnswerEvent.Finished(stop, null));
        }
        var usage = OpenAiAnswers.usage(chunk.path("usage"));
        if (usage != null) {
            events.add(new AnswerEvent.Counted(usage));
        }
        return events;
    }

    private void delta(JsonNode delta, List<AnswerEvent> events) {
        String thoughts = ChatCompletionsProvider.thoughts(delta);
        if (thoughts != null) {
            events.add(new AnswerEvent.Thinking(thoughts));
        }
        String text = delta.path("content").asString("");
        if (!text.isEmpty()) {
            events.add(new AnswerEvent.Text(text));
        }
        String refusal = delta.path("refusal").asString("");
        if (!refusal.isEmpty()) {
            refused = true;
            events.add(new AnswerEvent.Text(refusal));
        }
        for (JsonNode call : delta.path("tool_calls")) {
            toolCall(call, events);
        }
    }

    private void toolCall(JsonNode call, List<AnswerEvent> events) {
        int theirs = call.path("index").asInt(0);
        JsonNode function = call.path("function");
        Integer known = calls.get(theirs);
        int index = known == null ? calls.size() : known;
        if (known == null) {
            calls.put(theirs, index);
            events.add(new AnswerEvent.ToolCall(
                    index,
                    call.path("id").asString(""),
                    function.path("name").asString(""),
                    ThoughtSignature.read(call)));
        }
        String arguments = function.path("arguments").asString("");
        if (!arguments.isEmpty()) {
            events.add(new AnswerEvent.Arguments(index, arguments));
        }
    }
}
