package io.switchgear.common.redis;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.reactive.ChannelMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Redis, over one connection that all commands share. It is opened, watched and opened again in the background; while it is away
 * every call fails at once with {@link RedisUnavailableException}, so that nobody waits for it more than once. Never blocks.
 */
public final class Redis implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);

    private final RedisProperties properties;
    private @Nullable RedisClient client;
    private @Nullable Disposable watch;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile boolean reachable;

    Redis(RedisProperties properties) {
        this.properties = properties;
    }

    /** Whether commands are sent at all: it is connected, and has answered in time. */
    public boolean reachable() {
        return reachable;
    }

    /** Runs a command that has one answer. Ends with {@link RedisUnavailableException} when Redis is away or too slow. */
    public <T> Mono<T> call(Function<RedisReactiveCommands<String, String>, Mono<T>> command) {
        return Mono.defer(() -> command.apply(commands()))
                .timeout(properties.timeout())
                .onErrorMap(this::away, this::left);
    }

    /** Runs a script. Ends with {@link RedisUnavailableException} when Redis is away or too slow. */
    public <T> Mono<T> call(RedisScript<T> script, List<String> keys, List<String> arguments) {
        String[] names = keys.toArray(String[]::new);
        String[] values = arguments.toArray(String[]::new);
        return call(commands -> commands.<T>evalsha(script.digest(), script.output(), names, values)
                .onErrorResume(
                        RedisNoScriptException.class,
                        unknown -> commands.eval(script.text(), script.output(), names, values))
                .next());
    }

    /** Sends a message to all who listen now. Ends with {@link RedisUnavailableException} when Redis is away. */
    public Mono<Void> publish(String channel, String message) {
        return call(commands -> commands.publish(channel, message)).then();
    }

    /**
     * What is published from the moment of subscription on, over a connection of its own. Ends with
     * {@link RedisUnavailableException} when Redis is or goes away, so that the subscriber can make good what it missed.
     */
    public Flux<String> messages(String channel) {
        return Flux.usingWhen(
                Mono.defer(() -> connecting(() ->
                        running().connectPubSubAsync(StringCodec.UTF8, uri()).toCompletableFuture())),
                connected -> listen(connected, channel),
                connected -> Mono.fromCompletionStage(connected::closeAsync));
    }

    private static Flux<String> listen(StatefulRedisPubSubConnection<String, String> connected, String channel) {
        Sinks.Empty<String> loss = Sinks.empty();
        connected.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
                loss.tryEmitError(new RedisUnavailableException("The connection to Redis was lost."));
            }
        });
        var commands = connected.reactive();
        Flux<String> messages = commands.observeChannels()
                .filter(message -> message.getChannel().equals(channel))
                .map(ChannelMessage::getMessage);
        return Flux.merge(messages, commands.subscribe(channel).then(Mono.empty()), loss.asMono());
    }

    private RedisReactiveCommands<String, String> commands() {
        var current = connection;
        if (current == null || !reachable) {
            throw new RedisUnavailableException("Redis is away.");
        }
        return current.reactive();
    }

    /** Whether an error means that Redis is away, and not that the command was wrong. */
    private boolean away(Throwable error) {
        return !(error instanceof RedisUnavailableException)
                && !(error instanceof io.lettuce.core.RedisCommandExecutionException);
    }

    private RedisUnavailableException left(Throwable error) {
        if (reachable) {
            reachable = false;
            LOG.warn("Redis is away: {}", error.toString());
        }
        return new RedisUnavailableException("Redis is away: " + error.getMessage());
    }

    @Override
    public synchronized void start() {
        if (client != null) {
            return;
        }
        client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                // RESP2: the fewest differences between Redis, its forks and older releases.
                .protocolVersion(ProtocolVersion.RESP2)
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(properties.connectTimeout())
                        .keepAlive(true)
                        .build())
                .build());
        watch = Flux.interval(Duration.ZERO, properties.watch(), Schedulers.parallel())
                .onBackpressureDrop()
                .concatMap(tick -> check().onErrorComplete(), 1)
                .subscribe();
    }

    private Mono<Void> check() {
        var current = connection;
        if (current != null && current.isOpen()) {
            return reachable ? Mono.empty() : ping(current);
        }
        if (current != null) {
            left(new RedisUnavailableException("The connection was lost."));
        }
        return connecting(() -> running().connectAsync(StringCodec.UTF8, uri()).toCompletableFuture())
                .doOnNext(opened -> {
                    connection = opened;
                    returned();
                })
                .then();
    }

    private Mono<Void> ping(StatefulRedisConnection<String, String> current) {
        return current.reactive()
                .ping()
                .timeout(properties.timeout())
                .doOnNext(pong -> returned())
                .then()
                // The connection may be a dead one: the next check opens another.
                .onErrorResume(error -> Mono.fromCompletionStage(current::closeAsync));
    }

    private void returned() {
        reachable = true;
        LOG.info("Redis answers.");
    }

    /** Aside: the driver looks the host up in the thread that asks. */
    private <C> Mono<C> connecting(Supplier<CompletionStage<C>> open) {
        return Mono.fromCompletionStage(open)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(properties.connectTimeout().plus(properties.timeout()))
                .onErrorMap(error -> new RedisUnavailableException("Redis is away: " + error.getMessage()));
    }

    private RedisURI uri() {
        RedisURI uri = RedisURI.create(properties.url());
        uri.setTimeout(properties.timeout());
        return uri;
    }

    private synchronized RedisClient running() {
        return Objects.requireNonNull(client, "Redis is used before its start or after its end");
    }

    @Override
    public void stop() {
        RedisClient stopped;
        synchronized (this) {
            stopped = client;
            if (stopped == null) {
                return;
            }
            client = null;
            Objects.requireNonNull(watch).dispose();
        }
        reachable = false;
        connection = null;
        stopped.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    @Override
    public synchronized boolean isRunning() {
        return client != null;
    }

    /** First to start, last to stop: everything else may want it until its own end. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }
}
