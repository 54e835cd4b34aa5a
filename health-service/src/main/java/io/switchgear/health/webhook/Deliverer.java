package io.switchgear.health.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.database.SchemaMigration;

/** Sends what is due: one message at a time to each webhook, so that one that is slow keeps nobody else waiting. */
@Component
class Deliverer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
    private static final int AT_ONCE = 64;
    private static final Duration SWEEP = Duration.ofHours(1);

    private final SchemaMigration schema;
    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final WebhookClient client;
    private final WebhookProperties properties;
    private final MeterRegistry meters;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private Disposable running = Disposables.disposed();

    Deliverer(
            SchemaMigration schema,
            Deliveries deliveries,
            Webhooks webhooks,
            WebhookClient client,
            WebhookProperties properties,
            MeterRegistry meters,
            JsonMapper json,
            InstantSource clock) {
        this.schema = schema;
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.client = client;
        this.properties = properties;
        this.meters = meters;
        this.json = json;
        this.clock = clock;
    }

    /** What a test message says. */
    private record Test(String type, java.time.Instant timestamp, Map<String, String> data) {}

    /** Sends a test message, once, and tells how that ended. */
    Mono<Delivery> test(UUID workspace, UUID webhook) {
        var id = UUID.randomUUID();
        var payload = json.writeValueAsString(new Test(
                "webhook.test", clock.instant(), Map.of("message", "This is a test.", "workspace_id", "" + workspace)));
        return deliveries
                .test(workspace, webhook, id, payload)
                .flatMap(message -> attempt(message, List.of()))
                .single();
    }

    private Mono<Delivery> attempt(Message message, List<Duration> retries) {
        return webhooks.receiver(message.workspace(), message.webhook())
                .flatMap(receiver -> client.send(message, receiver))
                .flatMap(attempt -> settle(message, attempt, retries));
    }

    private Mono<Delivery> settle(Message message, Attempt attempt, List<Duration> retries) {
        Duration next = attempt.succeeded() ? null : attempt.next(message.attempt(), retries);
        meters.counter(
                        "switchgear.webhook.attempts",
                        "outcome",
                        attempt.succeeded() ? "delivered" : next == null ? "failed" : "retry")
                .increment();
        Mono<Delivery> settled = deliveries.settle(message, attempt, next);
        return attempt.isGone()
                ? webhooks.disable(message.workspace(), message.webhook()).then(settled)
                : settled;
    }

    @Override
    public void start() {
        var sending = schema.migrated()
                .thenMany(Flux.interval(properties.poll()).onBackpressureDrop())
                .concatMap(tick -> claim(), 1)
                .flatMap(this::sendAll, AT_ONCE)
                .subscribe();
        var sweeping = schema.migrated()
                .thenMany(Flux.interval(Duration.ZERO, SWEEP).onBackpressureDrop())
                .concatMap(tick -> deliveries.forget().onErrorComplete(), 1)
                .subscribe();
        running = Disposables.composite(sending, sweeping);
    }

    /** Due messages by webhook. */
    private Flux<List<Message>> claim() {
        return Flux.defer(() -> deliveries.claim(Set.copyOf(busy)))
                .collectList()
                .flatMapIterable(this::byWebhook)
                .onErrorResume(failure -> {
                    LOG.warn("Due webhook deliveries could not be read: {}", failure.toString());
                    return Flux.empty();
                });
    }

    private Iterable<List<Message>> byWebhook(List<Message> messages) {
        var groups = new LinkedHashMap<UUID, List<Message>>();
        messages.forEach(message -> groups.computeIfAbsent(message.webhook(), absent -> new ArrayList<>())
                .add(message));
        busy.addAll(groups.keySet());
        return groups.values();
    }

    private Mono<Void> sendAll(List<Message> messages) {
        return Flux.fromIterable(messages)
                .concatMap(message -> attempt(message, properties.retries()).onErrorResume(failure -> {
                    LOG.warn("How delivery {} ended could not be written: {}", message.id(), failure.toString());
                    return Mono.empty();
                }))
                .then()
                .doFinally(how -> busy.remove(messages.getFirst().webhook()));
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
