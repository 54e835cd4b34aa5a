package io.switchgear.router.dialect.openai;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.Sse;
import io.switchgear.router.price.Tokens;
import io.switchgear.router.usage.Reading;

/**
 * Events of a streamed response. Each piece is told as it comes; the format wants the whole said again at the end of each item and of the
 * response, so that the text is kept besides. Thoughts are not told: responses carry only summaries.
 */
final class ResponsesStreamWriter implements CallerFormat.StreamWriter {

    private final ResponsesCaller format;
    private final StringBuilder text = new StringBuilder();
    private ObjectNode response = Fields.object();
    private @Nullable ObjectNode item;
    private int sequence;
    private @Nullable Tokens usage;
    private AnswerEvent.@Nullable Finished finished;
    private boolean ended;

    ResponsesStreamWriter(ResponsesCaller format) {
        this.format = format;
    }

    @Override
    public List<Piece> write(AnswerEvent event) {
        var pieces = new ArrayList<Piece>();
        switch (event) {
            case AnswerEvent.Started started -> start(started, pieces);
            case AnswerEvent.Text piece -> text(piece.text(), pieces);
            case AnswerEvent.Thinking thinking -> {}
            case AnswerEvent.Signature signature -> {}
            case AnswerEvent.ToolCall call -> call(call, pieces);
            case AnswerEvent.Arguments arguments -> arguments(arguments.json(), pieces);
            case AnswerEvent.Finished end -> {
                close(pieces);
                finished = end;
            }
            case AnswerEvent.Counted counted -> {
                usage = counted.usage();
                if (finished != null) {
                    end(pieces);
                }
            }
            case AnswerEvent.Failed failed -> failed(failed, pieces);
            case AnswerEvent.Ended nothingMore -> end(pieces);
        }
        return pieces;
    }

    private void start(AnswerEvent.Started started, List<Piece> pieces) {
        response = ResponsesOutput.response(started.id(), format.now(), started.model(), ResponsesOutput.IN_PROGRESS);
        for (String type : List.of("response.created", "response.in_progress")) {
            add(
                    Fields.object().put("type", type).set("response", response.deepCopy()),
                    new Reading(
                            response.path("id").asString(),
                            started.model(),
                            false,
                            List.of(),
                            null,
                            false,
                            null,
                            false),
                    pieces);
        }
    }

    private ArrayNode output() {
        return (ArrayNode) response.path("output");
    }

    private void text(String piece, List<Piece> pieces) {
        ObjectNode message = item;
        if (message == null || !message.path("type").asString().equals("message")) {
            close(pieces);
            message = ResponsesOutput.message(ResponsesOutput.id("msg"), ResponsesOutput.IN_PROGRESS);
            item = message;
            added(message, false, pieces);
            add(
                    indexed("response.content_part.added", message).set("part", ResponsesOutput.text("")),
                    Reading.NOTHING,
                    pieces);
        }
        text.append(piece);
        ObjectNode delta = indexed("response.output_text.delta", message).put("delta", piece);
        delta.putArray("logprobs");
        add(delta, content().carrying(piece, output().size(), false), pieces);
    }

    private void call(AnswerEvent.ToolCall call, List<Piece> pieces) {
        close(pieces);
        ObjectNode written =
                ResponsesOutput.call(ResponsesOutput.id("fc"), call.id(), call.name(), "", ResponsesOutput.IN_PROGRESS);
        item = written;
        added(written, true, pieces);
    }

    private void arguments(String piece, List<Piece> pieces) {
        ObjectNode call = item;
        if (call != null) {
            text.append(piece);
            add(placed("response.function_call_arguments.delta", call).put("delta", piece), content(), pieces);
        }
    }

    private void added(ObjectNode added, boolean tool, List<Piece> pieces) {
        ObjectNode event =
                Fields.object().put("type", "response.output_item.added").put("output_index", output().size());
        add(event.set("item", added.deepCopy()), Reading.NOTHING.carrying(null, output().size(), tool), pieces);
    }

    private void close(List<Piece> pieces) {
        ObjectNode open = item;
        if (open == null) {
            return;
        }
        String all = text.toString();
        if (open.path("type").asString().equals("message")) {
            ObjectNode done = indexed("response.output_text.done", open).put("text", all);
            done.putArray("logprobs");
            add(done, closing(), pieces);
            ObjectNode part = ResponsesOutput.text(all);
            add(indexed("response.content_part.done", open).set("part", part.deepCopy()), closing(), pieces);
            ResponsesOutput.content(open).add(part);
        } else {
            String arguments = all.isEmpty() ? "{}" : all;
            add(
                    placed("response.function_call_arguments.done", open)
                            .put("name", open.path("name").asString())
                            .put("arguments", arguments),
                    Reading.NOTHING,
                    pieces);
            open.put("arguments", arguments);
        }
        open.put("status", ResponsesOutput.COMPLETED);
        ObjectNode done =
                Fields.object().put("type", "response.output_item.done").put("output_index", output().size());
        add(done.set("item", open.deepCopy()), closing(), pieces);
        output().add(open);
        item = null;
        text.setLength(0);
    }

    private void end(List<Piece> pieces) {
        if (ended || finished == null) {
            return;
        }
        ended = true;
        ResponsesOutput.end(response, finished.stop(), usage);
        String status = response.path("status").asString();
        add(
                Fields.object().put("type", "response." + status).set("response", response),
                new Reading(
                        response.path("id").asString(),
                        response.path("model").asString(),
                        true,
                        List.of(status),
                        usage,
                        false,
                        null,
                        true),
                pieces);
    }

    private void failed(AnswerEvent.Failed failed, List<Piece> pieces) {
        ObjectNode event = Fields.object().put("type", "error").put("code", "server_error");
        event.put("message", failed.message()).putNull("param");
        add(event, new Reading(null, null, false, List.of(), null, false, failed.message(), true), pieces);
    }

    private ObjectNode placed(String type, ObjectNode of) {
        return Fields.object()
                .put("type", type)
                .put("item_id", of.path("id").asString())
                .put("output_index", output().size());
    }

    private ObjectNode indexed(String type, ObjectNode of) {
        return placed(type, of).put("content_index", 0);
    }

    /** Of the item that is being written. */
    private Reading closing() {
        return Reading.NOTHING.carrying(null, output().size(), false);
    }

    private static Reading content() {
        return new Reading(null, null, true, List.of(), null, false, null, false);
    }

    private void add(JsonNode event, Reading reading, List<Piece> pieces) {
        ((ObjectNode) event).put("sequence_number", sequence++);
        pieces.add(new Piece(Sse.event(event.path("type").asString(), event), reading));
    }
}
