package io.switchgear.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.exchange.Answer;
import io.switchgear.simulator.exchange.Call;
import io.switchgear.simulator.exchange.Dialect;
import io.switchgear.simulator.exchange.Events;
import io.switchgear.simulator.exchange.Finish;
import io.switchgear.simulator.exchange.Refusal;
import io.switchgear.simulator.exchange.Script;
import io.switchgear.simulator.exchange.Tool;
import io.switchgear.simulator.exchange.Words;
import io.switchgear.simulator.json.Json;

/** {@code POST /v1/responses}, without stored state: {@code previous_response_id} is refused. */
public final class Responses implements Dialect {

    @Override
    public String path() {
        return "/v1/responses";
    }

    @Override
    public Call read(ObjectNode body) {
        var input = body.path("input");
        if (input.isMissingNode() || input.isNull()) {
            throw Refusal.missing("input");
        }
        if (!input.isString() && !input.isArray()) {
            throw Refusal.invalid("'input' must be a string or an array.", "input");
        }
        if (body.hasNonNull("previous_response_id")) {
            throw Refusal.invalid("The simulator stores no responses.", "previous_response_id");
        }
        int words = Words.count(Json.text(body.path("instructions"))) + Words.count(Json.text(input));
        for (JsonNode item : input.isArray() ? input : Json.array()) {
            words += Words.count(Fields.content(item.path("content")));
        }
        return new Call(
                Fields.flag(body, "stream"),
                words,
                Fields.limit(body, "max_output_tokens"),
                input.isArray() ? input.size() : 1,
                0,
                false,
                tool(body),
                body);
    }

    private static @Nullable Tool tool(ObjectNode body) {
        var choice = body.path("tool_choice");
        String wanted = Json.text(choice.path("name"));
        if (wanted.isEmpty() && !Json.text(choice).equals("required")) {
            return null;
        }
        for (JsonNode tool : body.path("tools")) {
            String name = Json.text(tool.path("name"));
            if (!name.isEmpty() && (wanted.isEmpty() || wanted.equals(name))) {
                return Tool.of(name, tool.path("parameters"));
            }
        }
        throw Refusal.invalid("Tool choice '" + wanted + "' not found in 'tools' parameter.", "tool_choice");
    }

    @Override
    public ObjectNode whole(Call call, Answer answer) {
        return response(call, answer, status(answer), Json.array().add(item(answer, true)));
    }

    @Override
    public Script stream(Call call, Answer answer) {
        boolean text = answer.tool() == null;
        var sequence = new Sequence();
        var started = response(call, answer, "in_progress", Json.array());
        var opening = new Frames(sequence)
                .add(event("response.created").set("response", started))
                .add(event("response.in_progress").set("response", started))
                .add(inOutput("response.output_item.added").set("item", item(answer, false)))
                .add(
                        text,
                        () -> inContent("response.content_part.added", answer).set("part", part("")));
        int first = sequence.next(answer.tokens());
        var whole = item(answer, true);
        var closing = new Frames(sequence)
                .add(
                        text,
                        () -> inContent("response.output_text.done", answer)
                                .put("text", answer.text())
                                .set("logprobs", Json.array()))
                .add(text, () -> inContent("response.content_part.done", answer).set("part", part(answer.text())))
                .add(
                        !text,
                        () -> inOutput("response.function_call_arguments.done")
                                .put("item_id", itemId(answer))
                                .put("name", Json.text(whole.path("name")))
                                .put("arguments", Json.text(whole.path("arguments"))))
                .add(inOutput("response.output_item.done").set("item", whole));
        String ending = status(answer).equals("completed") ? "response.completed" : "response.incomplete";
        var last = event(ending).set("response", whole(call, answer));
        return new Script(
                opening.list(),
                answer.tokens(),
                i -> Events.named(delta(answer, text, i).put("sequence_number", first + i)),
                closing.list(),
                Events.named(last.put("sequence_number", sequence.next(1))));
    }

    private static ObjectNode delta(Answer answer, boolean text, int index) {
        return text
                ? inContent("response.output_text.delta", answer)
                        .put("delta", answer.token(index))
                        .set("logprobs", Json.array())
                : inOutput("response.function_call_arguments.delta")
                        .put("item_id", itemId(answer))
                        .put("delta", answer.token(index));
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    private static ObjectNode inOutput(String type) {
        return event(type).put("output_index", 0);
    }

    private static ObjectNode inContent(String type, Answer answer) {
        return inOutput(type).put("item_id", itemId(answer)).put("content_index", 0);
    }

    private static String status(Answer answer) {
        return answer.finish() == Finish.LENGTH || answer.finish() == Finish.CONTENT_FILTER
                ? "incomplete"
                : "completed";
    }

    private static ObjectNode response(Call call, Answer answer, String status, ArrayNode output) {
        boolean begun = status.equals("in_progress");
        var response = Json.object()
                .put("id", "resp_" + answer.id())
                .put("object", "response")
                .put("created_at", answer.createdSeconds())
                .put("status", status)
                .putNull("error");
        response.set(
                "incomplete_details",
                status.equals("incomplete")
                        ? Json.object()
                                .put(
                                        "reason",
                                        answer.finish() == Finish.LENGTH ? "max_output_tokens" : "content_filter")
                        : null);
        response.set("instructions", call.body().get("instructions"));
        response.put("max_output_tokens", call.maxOutputTokens()).put("model", answer.model());
        response.set("output", output);
        response.put("parallel_tool_calls", true)
                .putNull("previous_response_id")
                .put("store", false);
        response.put("temperature", 1.0).put("top_p", 1.0).put("truncation", "disabled");
        response.set("text", Json.object().set("format", Json.object().put("type", "text")));
        response.set(
                "tool_choice",
                call.body().hasNonNull("tool_choice") ? call.body().get("tool_choice") : auto());
        response.set("tools", call.body().path("tools").isArray() ? call.body().get("tools") : Json.array());
        response.set("usage", begun ? null : usage(answer));
        return response.set("metadata", Json.object());
    }

    private static JsonNode auto() {
        return Json.MAPPER.getNodeFactory().stringNode("auto");
    }

    private static ObjectNode item(Answer answer, boolean whole) {
        var tool = answer.tool();
        var item = Json.object().put("id", itemId(answer)).put("status", whole ? status(answer) : "in_progress");
        if (tool != null) {
            return item.put("type", "function_call")
                    .put("call_id", "call_" + answer.id())
                    .put("name", tool.tool().name())
                    .put("arguments", whole ? Json.write(tool.tool().arguments()) : "");
        }
        return item.put("type", "message")
                .put("role", "assistant")
                .set("content", whole ? Json.array().add(part(answer.text())) : Json.array());
    }

    private static ObjectNode part(String text) {
        return Json.object()
                .put("type", "output_text")
                .put("text", text)
                .set("annotations", Json.array())
                .set("logprobs", Json.array());
    }

    private static String itemId(Answer answer) {
        return (answer.tool() == null ? "msg_" : "fc_") + answer.id();
    }

    private static ObjectNode usage(Answer answer) {
        var usage = answer.usage();
        return Json.object()
                .put("input_tokens", usage.input())
                .put("output_tokens", usage.output())
                .put("total_tokens", usage.input() + usage.output())
                .set(
                        "input_tokens_details",
                        Json.object().put("cached_tokens", usage.cached()).put("cache_write_tokens", 0))
                .set("output_tokens_details", Json.object().put("reasoning_tokens", usage.reasoning()));
    }

    @Override
    public ObjectNode error(Refusal refusal, String requestId) {
        return OpenAiErrors.document(refusal);
    }

    @Override
    public String errorFrame(Refusal refusal, String requestId) {
        return Events.named(event("error")
                .put("code", refusal.code())
                .put("message", refusal.message())
                .put("param", refusal.param())
                .put("sequence_number", 0));
    }

    @Override
    public Map<String, String> headers(String requestId) {
        return OpenAiErrors.headers(requestId);
    }

    /** Numbers every event of a stream. */
    private static final class Sequence {
        private int at;

        int next(int count) {
            int first = at;
            at += count;
            return first;
        }
    }

    /** Numbered frames in order. */
    private record Frames(Sequence sequence, List<String> list) {

        Frames(Sequence sequence) {
            this(sequence, new ArrayList<>());
        }

        Frames add(ObjectNode event) {
            list.add(Events.named(event.put("sequence_number", sequence.next(1))));
            return this;
        }

        Frames add(boolean wanted, Supplier<ObjectNode> event) {
            return wanted ? add(event.get()) : this;
        }
    }
}
