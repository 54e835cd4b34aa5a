package io.switchgear.health.webhook;

import java.time.Duration;
import java.time.InstantSource;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import io.switchgear.common.outbound.ForbiddenAddressException;
import io.switchgear.common.outbound.OutboundAddresses;
import io.switchgear.health.webhook.Webhooks.Receiver;

/** Makes one attempt to deliver. Each connects anew, so that the address is checked each time; answers' bodies are not read. */
@Component
class WebhookClient {

    private static final int CONNECT_MS = 5_000;

    private final HttpClient http;
    private final Duration timeout;
    private final InstantSource clock;

    WebhookClient(OutboundAddresses addresses, WebhookProperties properties, InstantSource clock) {
        this.http =
                addresses.guard(HttpClient.newConnection()).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS);
        this.timeout = properties.timeout();
        this.clock = clock;
    }

    /** Never fails: how it ended is the answer. */
    Mono<Attempt> send(Message message, Receiver receiver) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            long now = clock.instant().getEpochSecond();
            String id = message.id().toString();
            return http.headers(headers -> headers.set("content-type", "application/json")
                            .set("user-agent", "Switchgear")
                            .set("webhook-id", id)
                            .set("webhook-timestamp", now)
                            .set("webhook-signature", Signature.of(receiver.secret(), id, now, message.payload())))
                    .post()
                    .uri(receiver.url())
                    .send(ByteBufMono.fromString(Mono.just(message.payload())))
                    .response()
                    .timeout(timeout)
                    .map(response -> answered(response, start))
                    .onErrorResume(error -> Mono.just(new Attempt(null, reason(error), elapsed(start), null)));
        });
    }

    private static Attempt answered(HttpClientResponse response, long start) {
        return new Attempt(response.status().code(), null, elapsed(start), retryAfter(response.responseHeaders()));
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        String wish = headers.get("retry-after");
        return wish != null && wish.matches("\\d{1,7}") ? Duration.ofSeconds(Long.parseLong(wish)) : null;
    }

    private static Duration elapsed(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private String reason(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ForbiddenAddressException) {
                return String.valueOf(cause.getMessage());
            }
        }
        return error instanceof java.util.concurrent.TimeoutException
                ? "no answer within " + timeout.toMillis() + " ms"
                : error.getClass().getSimpleName() + ": " + error.getMessage();
    }
}
