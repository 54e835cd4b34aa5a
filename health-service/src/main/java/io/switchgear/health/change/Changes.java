package io.switchgear.health.change;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import io.switchgear.common.redis.Redis;

/**
 * Tells every replica of this service that something about a workspace's providers has been committed. What changed is not told:
 * who wants to know reads it. Other replicas hear of it by Redis; while that is away, each hears its own news only.
 */
@Component
public class Changes implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final String CHANNEL = "switchgear:changed:health";
    private static final int BATCH = 500;

    private final String self = UUID.randomUUID().toString();
    private final Redis redis;
    private final List<Listener> listeners;
    private Disposable listening = Disposables.disposed();

    Changes(Redis redis, List<Listener> listeners) {
        this.redis = redis;
        this.listeners = List.copyOf(listeners);
    }

    /** Somebody who wants to know. */
    public interface Listener {
        /** Called by the thread that brings the news; must not take long. */
        void changed(Set<UUID> workspaces);
    }

    /** After a commit. Nobody waits for the news to spread. */
    public void announce(Collection<UUID> workspaces) {
        if (workspaces.isEmpty()) {
            return;
        }
        tell(Set.copyOf(workspaces));
        Flux.fromIterable(Set.copyOf(workspaces))
                .buffer(BATCH)
                .concatMap(batch -> redis.publish(CHANNEL, message(batch)))
                .onErrorComplete()
                .subscribe();
    }

    private String message(List<UUID> workspaces) {
        return self + ":" + workspaces.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private void tell(Set<UUID> workspaces) {
        listeners.forEach(listener -> listener.changed(workspaces));
    }

    private void hear(String message) {
        int colon = message.indexOf(':');
        if (colon < 0 || message.substring(0, colon).equals(self)) {
            return;
        }
        try {
            tell(Arrays.stream(message.substring(colon + 1).split(",", -1))
                    .map(UUID::fromString)
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IllegalArgumentException e) {
            LOG.warn("A message on {} could not be read.", CHANNEL);
        }
    }

    @Override
    public void start() {
        listening = redis.messages(CHANNEL)
                .doOnNext(this::hear)
                .then(Mono.error(new IllegalStateException("The subscription has ended.")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(250)).maxBackoff(Duration.ofSeconds(2)))
                .subscribe();
    }

    @Override
    public void stop() {
        listening.dispose();
    }

    @Override
    public boolean isRunning() {
        return !listening.isDisposed();
    }
}
