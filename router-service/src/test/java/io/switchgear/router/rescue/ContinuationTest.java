package io.switchgear.router.rescue;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.usage.AnswerReader;
import io.switchgear.router.usage.AnthropicAnswers;
import io.switchgear.router.usage.OpenAiAnswers;
import io.switchgear.router.usage.SseFrame;

import static org.assertj.core.api.Assertions.assertThat;

/** What a caller gets of a second target's stream. */
class ContinuationTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ANSWER = "The quick brown fox jumps\nover the lazy dog, and äöü €.";

    private static byte[] chat(String delta) {
        return ("data: {\"id\":\"2\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return chat("{\"content\":" + JSON.writeValueAsString(text) + "}");
    }

    private static byte[] event(String type, String more) {
        return ("event: " + type + "\ndata: {\"type\":\"" + type + "\"" + more + "}\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] block(int index, String text) {
        return event(
                "content_block_delta",
                ",\"index\":" + index + ",\"delta\":{\"type\":\"text_delta\",\"text\":" + JSON.writeValueAsString(text)
                        + "}");
    }

    private static Delivered delivered(AnswerReader reader, byte[]... events) {
        var delivered = Delivered.plain();
        for (byte[] event : events) {
            var reading = reader.piece(new SseFrame(event).data());
            delivered.add(reading, reading.text() == null ? "" : reading.text(), event);
        }
        return delivered;
    }

    /** Text that goes to the caller; null for a mismatch. */
    private static String pass(Continuation continuation, AnswerReader reader, byte[]... events) {
        var out = new StringBuilder();
        for (byte[] event : events) {
            var passed = continuation.pass(event, reader.piece(new SseFrame(event).data()));
            if (passed.mismatch()) {
                return null;
            }
            if (passed.event() != null) {
                var reading = reader.piece(new SseFrame(passed.event()).data());
                assertThat(reading.text() == null ? "" : reading.text()).isEqualTo(passed.text());
                out.append(passed.text());
            }
        }
        return out.toString();
    }

    /** However both runs are cut into pieces and wherever the first breaks off, the caller gets the answer once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRerunIsJoinedWithoutGapOrOverlap(long seed) {
        var random = new Random(seed);
        var reader = new OpenAiAnswers(JSON);
        for (int round = 0; round < 200; round++) {
            int cut = random.nextInt(ANSWER.length() + 1);
            var delivered = delivered(reader, chat("{\"role\":\"assistant\",\"content\":\"\"}"));
            for (int at = 0; at < cut; ) {
                int next = Math.min(cut, at + 1 + random.nextInt(6));
                var piece = text(ANSWER.substring(at, next));
                delivered.add(reader.piece(new SseFrame(piece).data()), ANSWER.substring(at, next), piece);
                at = next;
            }
            assertThat(delivered.known()).isTrue();
            var continuation = Continuation.ofRerun(delivered, JSON);
            var all = new StringBuilder(delivered.text());
            all.append(pass(continuation, reader, chat("{\"role\":\"assistant\"}")));
            for (int at = 0; at < ANSWER.length(); ) {
                int next = Math.min(ANSWER.length(), at + 1 + random.nextInt(6));
                all.append(pass(continuation, reader, text(ANSWER.substring(at, next))));
                at = next;
            }
            assertThat(all).hasToString(ANSWER);
        }
    }

    @Test
    void aRerunThatSaysSomethingElseOrLessIsNoContinuation() {
        var reader = new OpenAiAnswers(JSON);
        var delivered = delivered(reader, text("Hello there"));
        assertThat(pass(Continuation.ofRerun(delivered, JSON), reader, text("Hello"), text(" you")))
                .isNull();
        byte[] end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(pass(Continuation.ofRerun(delivered, JSON), reader, text("Hello"), end))
                .isNull();
        byte[] tool = chat("{\"tool_calls\":[{\"index\":0,\"id\":\"a\"}]}");
        assertThat(pass(Continuation.ofRerun(delivered, JSON), reader, text("Hello"), tool))
                .isNull();
        assertThat(pass(Continuation.ofRerun(delivered, JSON), reader, text("Hello there"), tool, end))
                .isEmpty();
    }

    @Test
    void whiteSpaceBetweenAPrefillAndItsContinuationStandsOnce() {
        var reader = new OpenAiAnswers(JSON);
        var delivered = delivered(reader, text("Hello "));
        assertThat(pass(Continuation.ofPrefill(delivered, JSON), reader, text(" there")))
                .isEqualTo("there");
        assertThat(pass(Continuation.ofPrefill(delivered, JSON), reader, text("there")))
                .isEqualTo("there");
        var tight = delivered(reader, text("Hello"));
        assertThat(pass(Continuation.ofPrefill(tight, JSON), reader, text(" there")))
                .isEqualTo(" there");
    }

    @Test
    void anthropicsEventsAreOpenedOnceAndNumberedAsTheFirstRunDid() {
        var reader = new AnthropicAnswers(JSON);
        var delivered = delivered(
                reader,
                event("message_start", ",\"message\":{\"id\":\"1\"}"),
                event("content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
                block(0, "Hello"));
        assertThat(delivered.known()).isTrue();
        assertThat(delivered.block()).isZero();
        var continuation = Continuation.ofRerun(delivered, JSON);
        assertThat(pass(
                        continuation,
                        reader,
                        event("message_start", ",\"message\":{\"id\":\"2\"}"),
                        event(
                                "content_block_start",
                                ",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}"),
                        event(
                                "content_block_delta",
                                ",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}"),
                        event("content_block_stop", ",\"index\":0"),
                        event(
                                "content_block_start",
                                ",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
                        block(1, "Hel")))
                .isEmpty();
        byte[] joint = block(1, "lo there");
        var passed = continuation.pass(joint, reader.piece(new SseFrame(joint).data()));
        assertThat(new String(passed.event(), StandardCharsets.UTF_8))
                .startsWith("event: content_block_delta\n")
                .contains("\"index\":0", "\" there\"");
        byte[] stop = event("content_block_stop", ",\"index\":1");
        assertThat(new String(
                        continuation
                                .pass(stop, reader.piece(new SseFrame(stop).data()))
                                .event(),
                        StandardCharsets.UTF_8))
                .contains("\"index\":0");
    }

    @Test
    void insideAToolCallOrBeyondTheLimitNothingCanBeGoneOnWith() {
        var reader = new OpenAiAnswers(JSON);
        assertThat(delivered(reader, text("a"), chat("{\"tool_calls\":[{\"index\":0,\"id\":\"a\"}]}"))
                        .known())
                .isFalse();
        assertThat(delivered(reader, text("x".repeat(Delivered.LIMIT))).known()).isTrue();
        assertThat(delivered(reader, text("x".repeat(Delivered.LIMIT)), text("y"))
                        .known())
                .isFalse();
        assertThat(delivered(reader, text("é".repeat(Delivered.LIMIT / 2 + 1))).known())
                .isFalse();
        assertThat(delivered(reader, chat("{\"reasoning_content\":\"hm\"}"), text("a"))
                        .text())
                .isEqualTo("a");
        var messages = new AnthropicAnswers(JSON);
        assertThat(delivered(
                                messages,
                                block(0, "a"),
                                event(
                                        "content_block_start",
                                        ",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\"}"))
                        .known())
                .isFalse();
        assertThat(delivered(messages, block(0, "a"), event("content_block_stop", ",\"index\":0"))
                        .known())
                .isFalse();
    }
}
