package io.switchgear.e2e;

import java.util.stream.Collectors;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The official OpenAI SDK, unchanged but for its base URL and key. */
class SdkIT {

    private static Tenant tenant;
    private static String first;
    private static String second;
    private static OpenAIClient client;

    @BeforeAll
    static void providersAndPool() {
        tenant = RunningSuite.get().newTenant();
        first = tenant.provider("first");
        second = tenant.provider("second");
        tenant.pool("chat", "first", "second");
        client = client(tenant.newApiKey());
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(RunningSuite.get().url(8000) + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    @Test
    void completionsGoRoundRobin() {
        int before = tenant.attempts(first);
        for (int i = 0; i < 4; i++) {
            var completion = client.chat()
                    .completions()
                    .create(ChatCompletionCreateParams.builder()
                            .model("chat")
                            .addUserMessage("Say something")
                            .build());
            assertThat(completion.choices().getFirst().message().content()).isPresent();
            assertThat(completion.usage().orElseThrow().promptTokens()).isEqualTo(2);
        }
        assertThat(tenant.attempts(first) - before).isEqualTo(2);
        assertThat(tenant.attempts(second)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void completionsAreStreamed() {
        var params = ChatCompletionCreateParams.builder()
                .model("chat")
                .addUserMessage("Say something at length")
                .maxCompletionTokens(40)
                .build();
        try (var stream = client.chat().completions().createStreaming(params)) {
            var chunks = stream.stream().toList();
            String text = chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
            assertThat(text.strip().split("\\s+").length).isBetween(2, 40);
            assertThat(chunks)
                    .anyMatch(chunk -> chunk.choices().stream()
                            .anyMatch(choice -> choice.finishReason().isPresent()));
        }
    }

    @Test
    void embeddingsAndModelsAnswer() {
        var embedding = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("chat")
                        .input("words")
                        .build());
        assertThat(embedding.data().getFirst().embedding()).isNotEmpty();
        assertThat(client.models().list().data()).anyMatch(model -> model.id().equals("chat"));
    }

    @Test
    void errorsAreTheDialectsOwn() {
        var unknown = ChatCompletionCreateParams.builder()
                .model("no-such-model")
                .addUserMessage("hello")
                .build();
        assertThatThrownBy(() -> client.chat().completions().create(unknown)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client("sg-forged").chat().completions().create(unknown))
                .isInstanceOf(UnauthorizedException.class);
    }
}
