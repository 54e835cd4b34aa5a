package io.switchgear.router;

import java.time.Duration;
import java.util.UUID;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The official SDK, unchanged; the gateway's part is played by headers. */
class OpenAiSdkIT {

    private final UUID workspace = UUID.randomUUID();

    private static ChatCompletionCreateParams ask(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("hi")
                .build();
    }

    @Test
    void completesStreamsAndFails() {
        try (var siblings = new FakeSiblings();
                var provider = new FakeProvider("p");
                var router = new RouterProcess(siblings).start().ready()) {
            router.provider(workspace, "p", provider, "m");
            OpenAIClient client = client(router);
            var completion = client.chat().completions().create(ask("m"));
            assertThat(completion.choices().getFirst().message().content()).contains("from p");
            var text = new StringBuilder();
            try (var stream = client.chat().completions().createStreaming(ask("m"))) {
                stream.stream()
                        .flatMap(chunk -> chunk.choices().stream())
                        .flatMap(choice -> choice.delta().content().stream())
                        .forEach(text::append);
            }
            assertThat(text).hasToString("Hello there");
            assertThat(client.models().list().data())
                    .anySatisfy(model -> assertThat(model.id()).isEqualTo("m"));
            assertThatThrownBy(() -> client.chat().completions().create(ask("unknown")))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    private OpenAIClient client(RouterProcess router) {
        var identity = new HttpHeaders();
        RouterProcess.key(workspace).accept(identity);
        var builder = OpenAIOkHttpClient.builder()
                .apiKey("sg-irrelevant-here")
                .baseUrl(router.url() + "/v1")
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20));
        identity.forEach((name, values) -> builder.putHeader(name, values.getFirst()));
        return builder.build();
    }
}
