package io.switchgear.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.exchange.Answer;
import io.switchgear.simulator.exchange.Call;
import io.switchgear.simulator.exchange.Dialect;
import io.switchgear.simulator.exchange.Events;
import io.switchgear.simulator.exchange.Finish;
import io.switchgear.simulator.exchange.Refusal;
import io.switchgear.simulator.exchange.Script;
import io.switchgear.simulator.exchange.Tool;
import io.switchgear.simulator.exchange.ToolAnswer;
import io.switchgear.simulator.exchange.Usage;
import io.switchgear.simulator.exchange.Words;
import io.switchgear.simulator.json.Json;

/** {@code POST /v1/chat/completions}. */
public final class ChatCompletions implements Dialect {

    private static final String DONE = "data: [DONE]\n\n";

    @Override
    public String path() {
        return "/v1/chat/completions";
    }

    @Override
    public Call read(ObjectNode body) {
        var messages = Fields.messages(body);
        int words = 0;
        for (JsonNode message : messages) {
            words += Words.count(Fields.content(message.path("content")));
        }
        if (body.path("n").asInt(1) != 1) {
            throw Refusal.invalid("The simulator answers with one choice: 'n' must be 1.", "n");
        }
        var last = messages.get(messages.size() - 1);
        boolean prefilled = Json.text(last.path("role")).equals("assistant");
        Integer limit = Fields.limit(body, "max_completion_tokens");
        return new Call(
                Fields.flag(body, "stream"),
                words,
                limit != null ? limit : Fields.limit(body, "max_tokens"),
                messages.size(),
                prefilled ? Words.count(Fields.content(last.path("content"))) : 0,
                prefilled,
                tool(body),
                body);
    }

    private static @Nullable Tool tool(ObjectNode body) {
        var choice = body.path("tool_choice");
        var tools = body.path("tools");
        String wanted = Json.text(choice.path("function").path("name"));
        if (!tools.isArray() || (wanted.isEmpty() && !Json.text(choice).equals("required"))) {
            return null;
        }
        for (JsonNode tool : tools) {
            var function = tool.path("function");
            String name = Json.text(function.path("name"));
            if (wanted.isEmpty() || wanted.equals(name)) {
                return Tool.of(name, function.path("parameters"));
            }
        }
        throw Refusal.invalid("Tool choice '" + wanted + "' not found in 'tools' parameter.", "tool_choice");
    }

    @Override
    public ObjectNode whole(Call call, Answer answer) {
        var message = Json.object().put("role", "assistant");
        var tool = answer.tool();
        if (tool == null) {
            message.put("content", answer.text());
        } else {
            message.putNull("content")
                    .set(
                            "tool_calls",
                            Json.array()
                                    .add(toolCall(
                                            answer, tool, Json.write(tool.tool().arguments()))));
        }
        message.putNull("refusal");
        var choice = Json.object().put("index", 0);
        choice.set("message", message).putNull("logprobs").put("finish_reason", finish(answer.finish()));
        var document = head(answer, "chat.completion");
        document.set("choices", Json.array().add(choice)).set("usage", usage(answer.usage()));
        return document;
    }

    @Override
    public Script stream(Call call, Answer answer) {
        boolean usage = Fields.flag(call.body().path("stream_options"), "include_usage");
        var opening = List.of(Events.data(chunk(answer, opening(answer), null, usage)));
        var closing = new ArrayList<String>();
        closing.add(Events.data(chunk(answer, Json.object(), answer.finish(), usage)));
        if (usage) {
            var last = head(answer, "chat.completion.chunk");
            last.set("choices", Json.array()).set("usage", usage(answer.usage()));
            closing.add(Events.data(last));
        }
        return new Script(
                opening,
                answer.tokens(),
                i -> Events.data(chunk(answer, delta(answer, answer.token(i)), null, usage)),
                closing,
                DONE);
    }

    private static ObjectNode opening(Answer answer) {
        var delta = Json.object().put("role", "assistant");
        var tool = answer.tool();
        if (tool == null) {
            return delta.put("content", "").putNull("refusal");
        }
        var call = toolCall(answer, tool, "");
        call.put("index", 0);
        delta.putNull("content").set("tool_calls", Json.array().add(call));
        return delta;
    }

    private static ObjectNode delta(Answer answer, String token) {
        if (answer.tool() == null) {
            return Json.object().put("content", token);
        }
        var piece = Json.object().put("index", 0);
        piece.set("function", Json.object().put("arguments", token));
        return Json.object().set("tool_calls", Json.array().add(piece));
    }

    private static ObjectNode toolCall(Answer answer, ToolAnswer tool, String arguments) {
        return Json.object()
                .put("id", "call_" + answer.id())
                .put("type", "function")
                .set("function", Json.object().put("name", tool.tool().name()).put("arguments", arguments));
    }

    /** With {@code include_usage} every chunk but the last carries a null usage. */
    private static ObjectNode chunk(Answer answer, ObjectNode delta, @Nullable Finish finish, boolean usage) {
        var choice = Json.object().put("index", 0);
        choice.set("delta", delta).putNull("logprobs").put("finish_reason", finish == null ? null : finish(finish));
        var chunk = head(answer, "chat.completion.chunk");
        chunk.set("choices", Json.array().add(choice));
        return usage ? chunk.putNull("usage") : chunk;
    }

    private static ObjectNode head(Answer answer, String object) {
        return Json.object()
                .put("id", "chatcmpl-" + answer.id())
                .put("object", object)
                .put("created", answer.createdSeconds())
                .put("model", answer.model())
                .put("system_fingerprint", "fp_simulator");
    }

    private static ObjectNode usage(Usage usage) {
        var node = Json.object()
                .put("prompt_tokens", usage.input())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.input() + usage.output());
        node.set(
                        "prompt_tokens_details",
                        Json.object().put("cached_tokens", usage.cached()).put("audio_tokens", 0))
                .set(
                        "completion_tokens_details",
                        Json.object()
                                .put("reasoning_tokens", usage.reasoning())
                                .put("audio_tokens", 0)
                                .put("accepted_prediction_tokens", 0)
                                .put("rejected_prediction_tokens", 0));
        return node;
    }

    private static String finish(Finish finish) {
        return switch (finish) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    @Override
    public ObjectNode error(Refusal refusal, String requestId) {
        return OpenAiErrors.document(refusal);
    }

    @Override
    public String errorFrame(Refusal refusal, String requestId) {
        return Events.data(OpenAiErrors.document(refusal));
    }

    @Override
    public Map<String, String> headers(String requestId) {
        return OpenAiErrors.headers(requestId);
    }
}
