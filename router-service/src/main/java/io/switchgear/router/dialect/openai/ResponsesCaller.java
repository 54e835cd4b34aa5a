package io.switchgear.router.dialect.openai;

import java.time.InstantSource;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.ChatAnswer;
import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.usage.Reading;

/** {@code /v1/responses}. */
public final class ResponsesCaller implements CallerFormat {

    private final JsonMapper json;
    private final InstantSource clock;

    public ResponsesCaller(JsonMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    @Override
    public ChatRequest request(JsonNode body) {
        return ResponsesRequestReader.read(body);
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public Whole answer(ChatAnswer answer) {
        ObjectNode response = ResponsesOutput.response(answer.id(), now(), answer.model(), ResponsesOutput.COMPLETED);
        ArrayNode output = (ArrayNode) response.path("output");
        var text = new StringBuilder();
        for (Part part : answer.parts()) {
            if (part instanceof Part.Text piece) {
                text.append(piece.text());
            }
        }
        if (!text.isEmpty()) {
            ObjectNode message = ResponsesOutput.message(ResponsesOutput.id("msg"), ResponsesOutput.COMPLETED);
            ResponsesOutput.content(message).add(ResponsesOutput.text(text.toString()));
            output.add(message);
        }
        for (Part part : answer.parts()) {
            if (part instanceof Part.ToolCall call) {
                output.add(ResponsesOutput.call(
                        ResponsesOutput.id("fc"), call.id(), call.name(), call.arguments(), ResponsesOutput.COMPLETED));
            }
        }
        ResponsesOutput.end(response, answer.stop(), answer.usage());
        var reading = new Reading(
                answer.id(),
                answer.model(),
                true,
                List.of(response.path("status").asString()),
                answer.usage(),
                false,
                null,
                false);
        return new Whole(json.writeValueAsBytes(response), "application/json", reading);
    }

    @Override
    public StreamWriter stream() {
        return new ResponsesStreamWriter(this);
    }

    @Override
    public byte[] error(int status, String code, String message) {
        return json.writeValueAsBytes(OpenAiErrors.body(status, code, message));
    }
}
