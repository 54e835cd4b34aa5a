package io.switchgear.router.dialect.gemini;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.ProviderFormat;
import io.switchgear.router.dialect.chat.StopReason;
import io.switchgear.router.price.Tokens;
import io.switchgear.router.usage.OpenAiAnswers;

/** Reads pieces of a streamed answer. Tool calls come whole; the stream ends without saying so. */
final class GeminiStreamReader implements ProviderFormat.StreamReader {

    private final JsonMapper json;
    private boolean started;
    private int calls;

    GeminiStreamReader(JsonMapper json) {
        this.json = json;
    }

    @Override
    public List<AnswerEvent> read(byte[] data) {
        if (data.length == 0) {
            return List.of();
        }
        JsonNode answer = json.readTree(data);
        String error = OpenAiAnswers.error(answer.path("error"));
        if (error != null) {
            return List.of(new AnswerEvent.Failed(error));
        }
        var events = new ArrayList<AnswerEvent>();
        if (!started) {
            started = true;
            events.add(new AnswerEvent.Started(
                    answer.path("responseId").asString(""),
                    answer.path("modelVersion").asString(""),
                    null));
        }
        GeminiAnswers.parts(answer, calls).forEach(part -> part(part, events));
        StopReason stop = GeminiAnswers.stop(answer, calls > 0);
        if (stop != null) {
            events.add(new AnswerEvent.Finished(stop, null));
        }
        Tokens usage = GeminiAnswers.usage(answer);
        if (usage != null) {
            events.add(new AnswerEvent.Counted(usage));
        }
        return events;
    }

    private void part(Part part, List<AnswerEvent> events) {
        switch (part) {
            case Part.Text text -> events.add(new AnswerEvent.Text(text.text()));
            case Part.Thinking thinking -> events.add(new AnswerEvent.Thinking(thinking.text()));
            case Part.ToolCall call -> {
                events.add(new AnswerEvent.ToolCall(calls, call.id(), call.name(), call.signature()));
                events.add(new AnswerEvent.Arguments(calls, call.arguments()));
                calls++;
            }
            case Part.Image image -> {}
            case Part.ImageLink link -> {}
            case Part.ToolResult result -> {}
        }
    }
}
