package io.switchgear.router.usage;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.price.Tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenAiAnswersTest {

    private static final OpenAiAnswers READER = new OpenAiAnswers(JsonMapper.shared());

    private static Reading whole(String json) {
        return READER.whole(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Reading piece(String json) {
        return READER.piece(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aWholeAnswerTellsWhatItIsAndWhatItUsed() {
        Reading reading = whole("""
            {"id":"c-1","object":"chat.completion","x":{"id":"no","usage":{"prompt_tokens":9}},"model":"m-2",
             "choices":[{"index":0,"message":{"role":"assistant","content":"Hi","annotations":[{"content":""}]},
                         "logprobs":{"content":[{"token":"Hi"}]},"finish_reason":"stop"},
                        {"finish_reason":"length","index":1,"message":{"content":null,"tool_calls":[{"id":"t"}]}}],
             "usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17,
                      "prompt_tokens_details":{"cached_tokens":4,"cache_write_tokens":2},
                      "completion_tokens_details":{"reasoning_tokens":3}},"service_tier":"default"}
            """);
        assertThat(reading.id()).isEqualTo("c-1");
        assertThat(reading.model()).isEqualTo("m-2");
        assertThat(reading.finishReasons()).isEqualTo(List.of("stop", "length"));
        assertThat(reading.usage()).isEqualTo(new Tokens(12, 5, 4, 2, 3));
        assertThat(reading.content()).isTrue();
        assertThat(reading.onlyUsage()).isFalse();
        assertThat(reading.error()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "{\"role\":\"assistant\",\"content\":\"\"}|false|false|``",
                "{\"role\":\"assistant\",\"content\":null,\"refusal\":null}|false|false|null",
                "{}|false|false|null",
                "{\"content\":\"Hi\"}|true|false|Hi",
                "{\"reasoning_content\":\"Hm\",\"content\":null}|true|false|null",
                "{\"tool_calls\":[{\"index\":0,\"function\":{\"content\":\"\"}}]}|true|true|null",
                "{\"tool_calls\":[],\"content\":\"Hi\"}|true|false|Hi",
                "{\"function_call\":{\"name\":\"f\"}}|true|true|null",
                "{\"audio\":{},\"x\":{\"content\":\"no\"}}|false|false|null",
                "{\"refusal\":\"No.\"}|true|true|null",
                "\"odd\"|false|false|null"
            })
    void aChunksDeltaIsContentOrNot(String delta, boolean content, boolean structured, String text) {
        Reading reading =
                piece("{\"choices\":[{\"delta\":" + delta + ",\"index\":0,\"finish_reason\":null}],\"usage\":null}");
        assertThat(reading.content()).isEqualTo(content);
        assertThat(reading.structured()).isEqualTo(structured);
        assertThat(reading.text()).isEqualTo(text);
        assertThat(reading.block()).isEqualTo(text == null || text.isEmpty() ? -1 : 0);
        assertThat(reading.finishReasons()).isEmpty();
        assertThat(reading.usage()).isNull();
    }

    @Test
    void aSecondAnswerIsNothingToGoOnWith() {
        assertThat(piece("{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"Hi\"}}]}")
                        .structured())
                .isTrue();
    }

    @Test
    void textOfTheOldCompletionsIsContent() {
        assertThat(piece("{\"choices\":[{\"text\":\"Hi\"}]}").content()).isTrue();
        assertThat(piece("{\"choices\":[{\"text\":\"\"}]}").content()).isFalse();
    }

    @Test
    void theLastChunkIsOnlyUsage() {
        Reading reading = piece("{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2},\"choices\":[]}");
        assertThat(reading.onlyUsage()).isTrue();
        assertThat(reading.usage()).isEqualTo(new Tokens(1, 2, 0, 0, 0));
        assertThat(piece("{\"choices\":[]}").onlyUsage()).isFalse();
        assertThat(piece("{\"usage\":{\"prompt_tokens\":1}}").onlyUsage()).isFalse();
        assertThat(READER.piece("[DONE]".getBytes(StandardCharsets.UTF_8))).isEqualTo(Reading.DONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "{\"message\":\"oops\",\"code\":1}|oops",
                "{\"code\":1}|{\"code\":1}",
                "\"oops\"|\"oops\"",
                "null|null"
            })
    void anErrorIsTold(String error, String told) {
        assertThat(whole("{\"error\":" + error + ",\"id\":\"x\"}"))
                .satisfies(reading -> assertThat(reading.error()).isEqualTo(told))
                .satisfies(reading -> assertThat(reading.id()).isEqualTo("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"object\":\"list\",\"data\":[{\"embedding\":[1,2]}]}", "[]", "[{\"id\":\"x\"}]", "7"})
    void whatSaysNothingIsReadAllTheSame(String body) {
        assertThat(whole(body)).isEqualTo(new Reading(null, null, false, List.of(), null, false, null, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"id\":\"x\"", "{\"choices\":[{]}", "{} {}", "{}]", "<html>"})
    void whatIsNoJsonIsNoAnswer(String body) {
        assertThatThrownBy(() -> whole(body)).isInstanceOf(JacksonException.class);
    }
}
