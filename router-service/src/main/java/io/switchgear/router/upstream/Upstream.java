package io.switchgear.router.upstream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

import io.switchgear.common.outbound.OutboundAddresses;
import io.switchgear.router.catalog.Catalog;
import io.switchgear.router.catalog.CatalogListener;
import io.switchgear.router.circuit.CircuitKey;
import io.switchgear.router.pool.Timeouts;
import io.switchgear.router.provider.Provider;
import io.switchgear.router.provider.ProviderType;

/**
 * HTTP to providers: a connection pool for each, addresses guarded, redirects not followed, no compression, and no retries of its own:
 * those are decided elsewhere.
 */
@Component
public class Upstream implements CatalogListener, AutoCloseable {

    private final OutboundAddresses addresses;
    private final UpstreamProperties properties;
    private final InstantSource clock;
    private final Map<CircuitKey, Pooled> clients = new ConcurrentHashMap<>();

    Upstream(OutboundAddresses addresses, UpstreamProperties properties, InstantSource clock) {
        this.addresses = addresses;
        this.properties = properties;
        this.clock = clock;
    }

    private record Pooled(String baseUrl, long revision, HttpClient client, ConnectionProvider connections) {}

    /**
     * Calls a provider.
     *
     * @param path below the base URL, for example {@code /chat/completions}
     * @param headers to pass on besides those that the router sets
     * @param timeouts the connection's are heeded here; all others are the caller's business
     */
    public Mono<UpstreamAnswer> post(
            Provider provider, String path, byte[] body, Map<String, String> headers, Timeouts timeouts) {
        return Mono.defer(() -> answer(client(provider, timeouts)
                .headers(sent -> {
                    headers.forEach(sent::set);
                    sent.set("content-type", "application/json");
                    sent.set("content-length", body.length);
                    Addressing.authorise(provider, sent);
                })
                .post()
                .uri(Addressing.url(provider, path))
                .send(Mono.just(Unpooled.wrappedBuffer(body)))));
    }

    /** Asks for the list of models, which costs nothing and is refused to whoever has no good credentials. */
    public Mono<UpstreamAnswer> models(Provider provider, Timeouts timeouts) {
        if (provider.type() == ProviderType.BEDROCK) {
            return Mono.fromCallable(() -> BedrockModels.request(provider, clock))
                    .subscribeOn(Schedulers.boundedElastic())
                    .flatMap(request -> send(provider, request, Flux.empty(), timeouts))
                    .map(BedrockModels::understood);
        }
        return Mono.defer(() -> answer(client(provider, timeouts)
                .headers(sent -> Addressing.authorise(provider, sent))
                .get()
                .uri(Addressing.url(provider, "/models"))));
    }

    /** Amazon's own client calls through the same connections; what it sends is signed already. */
    public SdkAsyncHttpClient aws(Provider provider, Timeouts timeouts) {
        return new AwsHttp(this, provider, timeouts);
    }

    Mono<UpstreamAnswer> send(Provider provider, SdkHttpRequest request, Flux<ByteBuf> body, Timeouts timeouts) {
        return Mono.defer(() -> answer(client(provider, timeouts)
                .headers(sent -> {
                    request.forEachHeader(sent::set);
                    Addressing.authorise(provider, sent);
                })
                .request(HttpMethod.valueOf(request.method().name()))
                .uri(request.getUri())
                .send(body)));
    }

    /** An answer that arrives as its caller goes away is not left lying around. */
    private static Mono<UpstreamAnswer> answer(HttpClient.ResponseReceiver<?> call) {
        var arrived = new AtomicReference<@Nullable UpstreamAnswer>();
        return call.responseConnection((response, connection) -> {
                    var answer = new UpstreamAnswer(response.status().code(), response.responseHeaders(), connection);
                    arrived.set(answer);
                    return Mono.just(answer);
                })
                .next()
                .doOnCancel(() -> {
                    var answer = arrived.get();
                    if (answer != null) {
                        answer.abandon();
                    }
                });
    }

    private HttpClient client(Provider provider, Timeouts timeouts) {
        var key = new CircuitKey(provider.workspaceId(), provider.name());
        Pooled pooled = clients.compute(key, (same, known) -> {
            if (known != null
                    && known.revision() == provider.revision()
                    && known.baseUrl().equals(provider.baseUrl())) {
                return known;
            }
            if (known != null) {
                known.connections().disposeLater().subscribe();
            }
            return create(provider);
        });
        Long connect = timeouts.connectMs();
        // The usual one stands already: another configuration is another pool of connections.
        return connect == null || connect == properties.connect().toMillis()
                ? pooled.client()
                : pooled.client().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connect.intValue());
    }

    private Pooled create(Provider provider) {
        var connections = ConnectionProvider.builder("provider")
                .maxConnections(properties.maxConnections())
                .pendingAcquireMaxCount(-1)
                .pendingAcquireTimeout(Duration.ofSeconds(5))
                .maxIdleTime(properties.maxIdle())
                .evictInBackground(Duration.ofSeconds(5))
                .build();
        HttpClient client = addresses
                .guard(HttpClient.create(connections))
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        properties.connect().toMillis())
                .httpResponseDecoder(decoder -> decoder.maxHeaderSize(64 * 1024));
        return new Pooled(provider.baseUrl(), provider.revision(), client, connections);
    }

    /** Connections to providers that are gone are closed; calls under way end first. */
    @Override
    public Mono<Void> prepare(Catalog next) {
        return Mono.fromRunnable(() -> clients.entrySet().removeIf(entry -> {
            var key = entry.getKey();
            boolean gone = !next.workspace(key.workspaceId()).providers().containsKey(key.provider());
            if (gone) {
                entry.getValue().connections().disposeLater().subscribe();
            }
            return gone;
        }));
    }

    /** When nobody calls any more. */
    @Override
    public void close() {
        clients.values().forEach(pooled -> pooled.connections().dispose());
    }
}
