package io.switchgear.router.dataplane;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.Operation;
import io.switchgear.router.rescue.Prefill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallBodyTest {

    private static CallBody read(String json) {
        return CallBody.read(Operation.CHAT, json.getBytes(StandardCharsets.UTF_8), Map.of(), JsonMapper.shared());
    }

    private static String rewritten(String json, String model, boolean usage) {
        return new String(read(json).forTarget(model, usage), StandardCharsets.UTF_8);
    }

    @Test
    void onlyTheModelChanges() {
        String body =
                " {\"x\" : [1.50, {\"model\":\"inner\"}],\n\"model\":  \"ä\\u00e4\" , \"tools\":[{\"type\":\"f\"}]}\n";
        assertThat(rewritten(body, "t\"o", false))
                .isEqualTo(" {\"x\" : [1.50, {\"model\":\"inner\"}],\n"
                        + "\"model\":  \"t\\\"o\" , \"tools\":[{\"type\":\"f\"}]}\n");
        assertThat(read(body).model()).isEqualTo("ää");
        assertThat(rewritten(body, "ää", false)).isEqualTo(body);
    }

    @Test
    void aModelThatStandsTwiceIsRewrittenTwice() {
        assertThat(rewritten("{\"model\":\"a\",\"model\":\"b\"}", "c", false))
                .isEqualTo("{\"model\":\"c\",\"model\":\"c\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"m\"}|{\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}",
                "{\"model\":\"m\",\"stream_options\":null}|{\"model\":\"m\",\"stream_options\":{\"include_usage\":true}}",
                "{\"model\":\"m\",\"stream_options\":{}}|{\"model\":\"m\",\"stream_options\":{\"include_usage\":true}}",
                "{\"stream_options\":{\"a\":1},\"model\":\"m\"}|{\"stream_options\":{\"include_usage\":true,\"a\":1},\"model\":\"m\"}",
                "{\"stream_options\":{\"include_usage\":false},\"model\":\"m\"}|{\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}",
                "{\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}|{\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}"
            })
    void usageIsAskedForWhereverTheOptionsStand(String body, String expected) {
        assertThat(rewritten(body, "m", true)).isEqualTo(expected);
        assertThat(JsonMapper.shared()
                        .readTree(expected)
                        .path("stream_options")
                        .path("include_usage")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aModelsNameIsQuoted() {
        assertThat(rewritten("{\"model\":\"m\"}", "a\"b\\\n\u0001", false))
                .isEqualTo("{\"model\":\"a\\\"b\\\\\\n\\u0001\"}");
    }

    @Test
    void whatWasDeliveredIsAddedToTheMessages() {
        CallBody body = read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"} ],\"x\":1}");
        assertThat(body.continuable()).isTrue();
        CallBody continuing = body.continuing("\"Hel\"", new Prefill.Asking("\"prefix\":true", "\"go\":\"on\""));
        assertThat(new String(continuing.forTarget("n", true), StandardCharsets.UTF_8))
                .isEqualTo("{\"go\":\"on\",\"stream_options\":{\"include_usage\":true},\"model\":\"n\","
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"q\"} ,"
                        + "{\"role\":\"assistant\",\"content\":\"Hel\",\"prefix\":true}],\"x\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"messages\":[ ]}", "{\"messages\":\"hi\"}", "{\"input\":[{}]}", "{}"})
    void withoutMessagesThereIsNothingToAddTo(String body) {
        assertThat(read(body).continuable()).isFalse();
    }

    @Test
    void conversationsKeepTheirAffinity() {
        String first =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"q\"}";
        String later = first + ",{\"role\":\"assistant\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"q2\"}]}";
        assertThat(read(first + "]}").affinity())
                .isEqualTo(read(later).affinity())
                .contains("\"q\"");
        assertThat(read("{\"model\":\"m\",\"user\":\"u1\",\"messages\":[]}").affinity())
                .isEqualTo("u1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{\"model\":\"m\"} x",
                "{\"model\":1}",
                "{\"model\":null}",
                "{\"model\":\"m\",\"stream\":\"yes\"}",
                "{\"model\":\"m\",\"stream_options\":7}",
                "{'model':'m'}"
            })
    void whatCannotBeReadIsRefused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        BadCall.class, bad -> assertThat(bad.status()).isEqualTo(400));
    }

    @Test
    void aMissingModelIsNamed() {
        assertThatThrownBy(() -> read("{}").model())
                .isInstanceOfSatisfying(
                        BadCall.class, bad -> assertThat(bad.param()).isEqualTo("model"));
    }
}
