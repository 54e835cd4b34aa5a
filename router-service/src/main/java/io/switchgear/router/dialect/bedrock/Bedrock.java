package io.switchgear.router.dialect.bedrock;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.embedding.EmbeddingRequest;
import io.switchgear.router.pool.Timeouts;
import io.switchgear.router.provider.AwsCredentials;
import io.switchgear.router.provider.Provider;
import io.switchgear.router.upstream.Upstream;

/** Calls Bedrock through Amazon's client, which signs requests and reads its event streams; connections are the router's. */
public final class Bedrock {

    /** Titan embeds one text a call. */
    private static final int TEXTS_AT_ONCE = 4;

    private final Upstream upstream;
    private final JsonMapper json;
    private final Map<Account, Known> clients = new ConcurrentHashMap<>();

    public Bedrock(Upstream upstream, JsonMapper json) {
        this.upstream = upstream;
        this.json = json;
    }

    private record Account(UUID workspaceId, String provider) {}

    private record Known(long revision, Timeouts timeouts, BedrockRuntimeAsyncClient client) {}

    /**
     * Asks a model.
     *
     * @return fails with {@link io.switchgear.router.dialect.chat.Untranslatable} before anything was sent, or as connections fail
     */
    public Mono<BedrockReply> converse(Provider provider, ChatRequest request, String model, Timeouts timeouts) {
        // Amazon's client reads files as it is made, and signs on the caller's thread.
        return Mono.fromCallable(() -> new ConverseWriter(json).write(request, model))
                .flatMap(written -> Mono.fromCallable(() -> client(provider, timeouts))
                        .flatMap(client -> request.stream() ? stream(client, written) : whole(client, written)))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(error -> declined(unwrapped(error)));
    }

    /**
     * Embeds texts, by as many calls as the model needs.
     *
     * @return fails as {@link #converse} does
     */
    public Mono<BedrockReply> embed(Provider provider, EmbeddingRequest request, String id, Timeouts timeouts) {
        return Mono.fromCallable(() -> EmbeddingModel.of(id))
                .flatMap(model -> {
                    List<ObjectNode> bodies = model.bodies(request);
                    BedrockRuntimeAsyncClient client = client(provider, timeouts);
                    return Flux.fromIterable(bodies)
                            .flatMapSequential(body -> invoke(client, id, body), TEXTS_AT_ONCE)
                            .collectList()
                            .<BedrockReply>map(replies -> new BedrockReply.Embedded(model.answer(replies)));
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(error -> declined(unwrapped(error)));
    }

    private Mono<EmbeddingModel.Reply> invoke(BedrockRuntimeAsyncClient client, String id, ObjectNode body) {
        var bytes = SdkBytes.fromByteArrayUnsafe(json.writeValueAsBytes(body));
        return Mono.fromFuture(() -> client.invokeModel(call -> call.modelId(id)
                        .contentType("application/json")
                        .accept("application/json")
                        .body(bytes)))
                .map(response -> new EmbeddingModel.Reply(
                        json.readTree(response.body().asByteArrayUnsafe()),
                        response.sdkHttpResponse()
                                .firstMatchingHeader("x-amzn-bedrock-input-token-count")
                                .map(Long::valueOf)
                                .orElse(null)));
    }

    private static Mono<BedrockReply> whole(BedrockRuntimeAsyncClient client, ConverseRequest request) {
        return Mono.fromFuture(() -> client.converse(request))
                .map(response -> new BedrockReply.Answered(
                        new ConverseReader(response.responseMetadata().requestId(), request.modelId())
                                .answer(response)));
    }

    private static Mono<BedrockReply> stream(BedrockRuntimeAsyncClient client, ConverseRequest request) {
        return Mono.create(sink -> {
            var call = client.converseStream(streamed(request), new Handler(request.modelId(), sink));
            var unused = call.whenComplete((nothing, error) -> {
                if (error != null) {
                    sink.error(error);
                }
            });
            sink.onCancel(() -> call.cancel(true));
        });
    }

    private static ConverseStreamRequest streamed(ConverseRequest request) {
        var streamed = ConverseStreamRequest.builder()
                .modelId(request.modelId())
                .messages(request.messages())
                .inferenceConfig(request.inferenceConfig())
                .toolConfig(request.toolConfig())
                .additionalModelRequestFields(request.additionalModelRequestFields())
                .outputConfig(request.outputConfig());
        if (request.hasSystem()) {
            streamed.system(request.system());
        }
        return streamed.build();
    }

    /** Hands the stream over as soon as there is one. */
    private static final class Handler implements ConverseStreamResponseHandler {

        private final String model;
        private final MonoSink<BedrockReply> sink;
        private String id = "";

        Handler(String model, MonoSink<BedrockReply> sink) {
            this.model = model;
            this.sink = sink;
        }

        @Override
        public void responseReceived(ConverseStreamResponse response) {
            id = response.responseMetadata().requestId();
        }

        @Override
        public void onEventStream(SdkPublisher<ConverseStreamOutput> publisher) {
            var reader = new ConverseReader(id, model);
            sink.success(new BedrockReply.Streaming(Flux.from(publisher)
                    .map(reader::events)
                    .onErrorResume(error -> unwrapped(error) instanceof AwsServiceException told
                            ? Flux.just(List.of(new AnswerEvent.Failed(message(told))))
                            : Flux.error(unwrapped(error)))));
        }

        @Override
        public void exceptionOccurred(Throwable error) {
            // The call's future tells it, too.
        }

        @Override
        public void complete() {
            // The stream tells it, too.
        }
    }

    private static Mono<BedrockReply> declined(Throwable error) {
        if (!(error instanceof AwsServiceException told)) {
            return Mono.error(error);
        }
        var details = told.awsErrorDetails();
        return Mono.just(new BedrockReply.Declined(
                told.statusCode(),
                details == null || details.errorCode() == null ? "" : details.errorCode(),
                message(told),
                details == null || details.sdkHttpResponse() == null
                        ? Map.of()
                        : details.sdkHttpResponse().headers()));
    }

    private static String message(AwsServiceException told) {
        var details = told.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        return message == null || message.isEmpty()
                ? "Bedrock answered with status " + told.statusCode() + "."
                : message;
    }

    /** What has really happened, below the wrappings of futures and of Amazon's client. */
    private static Throwable unwrapped(Throwable error) {
        Throwable cause = error.getCause();
        boolean wrapping = error instanceof CompletionException
                || (error instanceof SdkException && !(error instanceof AwsServiceException));
        return wrapping && cause != null ? unwrapped(cause) : error;
    }

    private BedrockRuntimeAsyncClient client(Provider provider, Timeouts timeouts) {
        return clients.compute(
                        new Account(provider.workspaceId(), provider.name()),
                        (account, known) -> known != null
                                        && known.revision() == provider.revision()
                                        && known.timeouts().equals(timeouts)
                                ? known
                                : new Known(provider.revision(), timeouts, create(provider, timeouts)))
                .client();
    }

    /** Nothing is taken from the machine's own environment: its credentials are not the workspace's. No retries: those are the router's. */
    private BedrockRuntimeAsyncClient create(Provider provider, Timeouts timeouts) {
        return BedrockRuntimeAsyncClient.builder()
                .region(Region.of(provider.settings().region()))
                .endpointOverride(URI.create(provider.baseUrl()))
                .credentialsProvider(credentials(provider.credentials()))
                .httpClient(upstream.aws(provider, timeouts))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileFile(ProfileFile.aggregator().build())
                        .build())
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .build();
    }

    private static AwsCredentialsProvider credentials(@Nullable AwsCredentials credentials) {
        if (credentials == null) {
            return AnonymousCredentialsProvider.create();
        }
        return StaticCredentialsProvider.create(
                credentials.sessionToken() == null
                        ? AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())
                        : AwsSessionCredentials.create(
                                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()));
    }
}
