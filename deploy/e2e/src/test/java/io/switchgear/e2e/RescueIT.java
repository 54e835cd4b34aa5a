package io.switchgear.e2e;

import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Streams that break in their middle and are gone on with by a provider of another kind, in each dialect that callers speak. */
class RescueIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final Tenant tenant = RunningSuite.get().newTenant();
    private final Api caller = RunningSuite.get().gateway().as(tenant.newApiKey());

    @ParameterizedTest
    @CsvSource({
        "chat/completions, openai, anthropic, prefill",
        "chat/completions, openai, anthropic, rerun",
        "chat/completions, anthropic, openai, prefill",
        "messages, anthropic, openai, rerun",
        "messages, openai, anthropic, prefill",
        "responses, openai, openai, prefill",
        "responses, openai, anthropic, rerun",
        "responses, anthropic, openai, rerun"
    })
    void aBrokenStreamIsGoneOnWithByAProviderOfAnotherKind(String call, String first, String second, String rescue) {
        String primary = tenant.provider("primary", first);
        String backup = tenant.provider("backup", second);
        pool("spare", "backup", "");
        pool("chat", "primary", ", \"fallback\": [\"spare\"], \"rescue\": \"%s\"".formatted(rescue));
        RunningSuite.get()
                .simulator()
                .put("/_sim/providers/" + primary, "{\"faults\": [\"cut=4\"]}")
                .expect(200);
        String answer = stream(call, "chat");
        assertThat(text(answer)).isNotEmpty().isEqualTo(text(stream(call, "spare")));
        assertThat(answer)
                .doesNotContain("stream_interrupted")
                .containsAnyOf("data: [DONE]", "\"type\":\"message_stop\"", "\"type\":\"response.completed\"");
        assertThat(tenant.attempts(primary)).isEqualTo(1);
        assertThat(tenant.attempts(backup)).isGreaterThan(1);
    }

    private void pool(String name, String provider, String settings) {
        tenant.api()
                .put("/api/v1/admin/router/load-balancer/pools/" + name, """
                    {"providers": [{"name": "%s", "model": "gpt-sim", "prefill": true}]%s}\
                    """.formatted(provider, settings))
                .expectSuccess();
    }

    private String stream(String call, String pool) {
        String question = call.equals("responses") ? "input" : "messages";
        return caller.post("/v1/" + call, """
            {"model": "%s", "stream": true, "max_tokens": 4096, "%s": [{"role": "user", "content": "say it"}]}\
            """.formatted(pool, question))
                .expect(200)
                .text();
    }

    private static String text(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JSON.readTree(line.substring(6)))
                .map(RescueIT::piece)
                .collect(Collectors.joining());
    }

    private static String piece(JsonNode event) {
        if (event.path("type").asString("").equals("response.output_text.delta")) {
            return event.path("delta").asString("");
        }
        return event.at("/choices/0/delta/content").asString("")
                + event.at("/delta/text").asString("");
    }
}
