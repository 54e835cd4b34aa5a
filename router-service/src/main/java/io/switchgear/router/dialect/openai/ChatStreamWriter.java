package io.switchgear.router.dialect.openai;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.Sse;
import io.switchgear.router.price.Tokens;
import io.switchgear.router.usage.Reading;

/** Chunks of a streamed chat completion. */
final class ChatStreamWriter implements CallerFormat.StreamWriter {

    private static final Piece DONE = new Piece("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8), Reading.DONE);

    private final ChatCompletionsCaller format;
    private String id = "";
    private String model = "";
    private @Nullable Tokens usage;

    ChatStreamWriter(ChatCompletionsCaller format) {
        this.format = format;
    }

    @Override
    public List<Piece> write(AnswerEvent event) {
        return switch (event) {
            case AnswerEvent.Started started -> List.of(started(started));
            case AnswerEvent.Text text -> List.of(text(text.text()));
            case AnswerEvent.Thinking thinking -> List.of(thinking(thinking.text()));
            case AnswerEvent.Signature signature -> List.of();
            case AnswerEvent.ToolCall call -> List.of(content(toolCall(call)));
            case AnswerEvent.Arguments arguments -> List.of(content(arguments(arguments)));
            case AnswerEvent.Finished finished -> List.of(finished(finished));
            case AnswerEvent.Counted counted -> {
                usage = counted.usage();
                yield List.of();
            }
            case AnswerEvent.Failed failed -> List.of(failed(failed));
            case AnswerEvent.Ended ended -> usage == null ? List.of(DONE) : List.of(usage(usage), DONE);
        };
    }

    private Piece started(AnswerEvent.Started started) {
        id = started.id();
        model = started.model();
        ObjectNode delta = Fields.object();
        delta.put("role", "assistant");
        delta.put("content", "");
        return new Piece(
                Sse.data(chunk(delta, null)),
                new Reading(id, model, false, List.of(), started.usage(), false, null, false));
    }

    private Piece text(String text) {
        return carrying(Fields.object().put("content", text), text, 0);
    }

    private Piece thinking(String text) {
        return carrying(Fields.object().put("reasoning_content", text), null, -1);
    }

    private Piece carrying(ObjectNode delta, @Nullable String text, int block) {
        Piece piece = content(delta);
        Reading reading = new Reading(id, model, true, List.of(), null, false, null, false);
        return new Piece(piece.bytes(), reading.carrying(text, block, false));
    }

    /** What a rescue cannot go on with in the middle. */
    private Piece content(ObjectNode delta) {
        return new Piece(
                Sse.data(chunk(delta, null)), new Reading(id, model, true, List.of(), null, false, null, false));
    }

    private static ObjectNode toolCall(AnswerEvent.ToolCall call) {
        ObjectNode delta = Fields.object();
        ObjectNode written = delta.putArray("tool_calls").addObject();
        written.put("index", call.index());
        written.put("id", call.id());
        written.put("type", "function");
        written.putObject("function").put("name", call.name()).put("arguments", "");
        ThoughtSignature.write(written, call.signature());
        return delta;
    }

    private static ObjectNode arguments(AnswerEvent.Arguments arguments) {
        ObjectNode delta = Fields.object();
        ObjectNode written = delta.putArray("tool_calls").addObject();
        written.put("index", arguments.index());
        written.putObject("function").put("arguments", arguments.json());
        return delta;
    }

    private Piece finished(AnswerEvent.Finished finished) {
        String reason = ChatCompletionsCaller.finishReason(finished.stop());
        return new Piece(
                Sse.data(chunk(Fields.object(), reason)),
                new Reading(id, model, false, List.of(reason), null, false, null, false));
    }

    private Piece usage(Tokens tokens) {
        ObjectNode chunk = format.head("chat.completion.chunk", id, model);
        chunk.putArray("choices");
        chunk.set("usage", ChatUsage.write(tokens));
        return new Piece(Sse.data(chunk), new Reading(id, model, false, List.of(), tokens, true, null, false));
    }

    private Piece failed(AnswerEvent.Failed failed) {
        return new Piece(
                Sse.data(OpenAiErrors.body(500, "server_error", failed.message())),
                new Reading(id, model, false, List.of(), null, false, failed.message(), true));
    }

    private ObjectNode chunk(ObjectNode delta, @Nullable String finishReason) {
        ObjectNode chunk = format.head("chat.completion.chunk", id, model);
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs");
        choice.put("finish_reason", finishReason);
        return chunk;
    }
}
