package io.switchgear.router.dialect.anthropic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.Sse;
import io.switchgear.router.price.Tokens;
import io.switchgear.router.usage.Reading;

/**
 * Events of a streamed message. Anthropic numbers blocks and tells where each begins and ends, which others leave open: a block ends
 * where another kind of content begins. Usage comes with the stop reason, which therefore waits for it: for the next event at most.
 */
final class MessagesStreamWriter implements CallerFormat.StreamWriter {

    private enum Kind {
        TEXT,
        THINKING,
        TOOL_USE
    }

    /** Blocks by the index of their tool call. */
    private final Map<Integer, Integer> calls = new HashMap<>();

    private String id = "";
    private String model = "";
    private int block = -1;
    private @Nullable Kind open;
    private @Nullable Tokens usage;
    private AnswerEvent.@Nullable Finished finished;
    private boolean ended;

    @Override
    public List<Piece> write(AnswerEvent event) {
        var pieces = new ArrayList<Piece>();
        switch (event) {
            case AnswerEvent.Started started -> start(started, pieces);
            case AnswerEvent.Text text -> {
                open(Kind.TEXT, Fields.object().put("type", "text").put("text", ""), pieces);
                ObjectNode delta = Fields.object().put("type", "text_delta").put("text", text.text());
                delta(delta, block, text.text(), pieces);
            }
            case AnswerEvent.Thinking thinking -> {
                openThinking(pieces);
                ObjectNode delta = Fields.object().put("type", "thinking_delta").put("thinking", thinking.text());
                delta(delta, block, null, pieces);
            }
            case AnswerEvent.Signature signature -> {
                openThinking(pieces);
                ObjectNode delta =
                        Fields.object().put("type", "signature_delta").put("signature", signature.signature());
                delta(delta, block, null, pieces);
            }
            case AnswerEvent.ToolCall call -> toolUse(call, pieces);
            case AnswerEvent.Arguments arguments -> {
                ObjectNode delta =
                        Fields.object().put("type", "input_json_delta").put("partial_json", arguments.json());
                delta(delta, calls.getOrDefault(arguments.index(), block), null, pieces);
            }
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
            case AnswerEvent.Failed failed -> pieces.add(failed(failed));
            case AnswerEvent.Ended nothingMore -> end(pieces);
        }
        return pieces;
    }

    private void start(AnswerEvent.Started started, List<Piece> pieces) {
        id = started.id();
        model = started.model();
        ObjectNode message = MessagesCaller.head(id, model);
        message.putArray("content");
        message.putNull("stop_reason");
        message.putNull("stop_sequence");
        message.set("usage", MessagesUsage.write(started.usage()));
        ObjectNode event = Fields.object().put("type", "message_start");
        event.set("message", message);
        pieces.add(new Piece(
                Sse.event("message_start", event),
                new Reading(id, model, false, List.of(), started.usage(), false, null, false)));
    }

    private void openThinking(List<Piece> pieces) {
        open(
                Kind.THINKING,
                Fields.object().put("type", "thinking").put("thinking", "").put("signature", ""),
                pieces);
    }

    private void toolUse(AnswerEvent.ToolCall call, List<Piece> pieces) {
        close(pieces);
        ObjectNode content =
                Fields.object().put("type", "tool_use").put("id", call.id()).put("name", call.name());
        content.putObject("input");
        open(Kind.TOOL_USE, content, pieces);
        calls.put(call.index(), block);
    }

    private void open(Kind kind, ObjectNode content, List<Piece> pieces) {
        if (open == kind) {
            return;
        }
        close(pieces);
        open = kind;
        block++;
        ObjectNode event = indexed("content_block_start", block);
        event.set("content_block", content);
        pieces.add(framing("content_block_start", event, kind == Kind.TOOL_USE));
    }

    private void close(List<Piece> pieces) {
        if (open != null) {
            open = null;
            pieces.add(framing("content_block_stop", indexed("content_block_stop", block), false));
        }
    }

    private void delta(ObjectNode delta, int index, @Nullable String text, List<Piece> pieces) {
        ObjectNode event = indexed("content_block_delta", index);
        event.set("delta", delta);
        boolean tool = delta.has("partial_json");
        Reading reading = new Reading(null, null, true, List.of(), null, false, null, false);
        pieces.add(new Piece(Sse.event("content_block_delta", event), reading.carrying(text, index, tool)));
    }

    private void end(List<Piece> pieces) {
        if (ended || finished == null) {
            return;
        }
        ended = true;
        String reason = MessagesCaller.stopReason(finished.stop());
        ObjectNode event = Fields.object().put("type", "message_delta");
        event.putObject("delta").put("stop_reason", reason).put("stop_sequence", finished.stopSequence());
        event.set("usage", MessagesUsage.write(usage));
        pieces.add(new Piece(
                Sse.event("message_delta", event),
                new Reading(id, model, false, List.of(reason), usage, false, null, false)));
        pieces.add(new Piece(Sse.event("message_stop", Fields.object().put("type", "message_stop")), Reading.DONE));
    }

    private Piece failed(AnswerEvent.Failed failed) {
        return new Piece(
                Sse.event("error", MessagesCaller.error(500, failed.message())),
                new Reading(id, model, false, List.of(), null, false, failed.message(), true));
    }

    private static ObjectNode indexed(String type, int index) {
        return Fields.object().put("type", type).put("index", index);
    }

    private Piece framing(String type, ObjectNode event, boolean tool) {
        Reading reading = new Reading(null, null, tool, List.of(), null, false, null, false);
        return new Piece(Sse.event(type, event), reading.carrying(null, block, tool));
    }
}
