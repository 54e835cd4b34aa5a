package io.switchgear.health.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.health.change.Changes;
import io.switchgear.health.status.ProviderStatuses;

/**
 * Collects what has changed, and every batch time reads the states of those workspaces that somebody watches: however much
 * happens, a workspace is read at most once per batch. Now and then all watched ones are read, which makes good news that were
 * lost, and shows what changes by time alone (the end of a probation).
 */
@Component
class LiveFeed implements Changes.Listener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int AT_ONCE = 4;
    private static final Duration LEAVING = Duration.ofSeconds(3);

    private final Rooms rooms;
    private final ProviderStatuses statuses;
    private final LiveProperties properties;
    private final InstantSource clock;
    private final JsonMapper json;
    private final LiveMeters meters;
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    private Disposable running = Disposables.disposed();

    LiveFeed(
            Rooms rooms,
            ProviderStatuses statuses,
            LiveProperties properties,
            InstantSource clock,
            JsonMapper json,
            LiveMeters meters) {
        this.rooms = rooms;
        this.statuses = statuses;
        this.properties = properties;
        this.clock = clock;
        this.json = json;
        this.meters = meters;
    }

    @Override
    public void changed(Set<UUID> workspaces) {
        workspaces.stream().filter(rooms::isWatched).forEach(changed::add);
    }

    @Override
    public void start() {
        var batches = Flux.interval(properties.batch())
                .onBackpressureDrop()
                .concatMap(tick -> showChanged(), 1)
                .subscribe();
        var refreshes =
                Flux.interval(properties.refresh()).onBackpressureDrop().subscribe(tick -> changed(rooms.watched()));
        running = Disposables.composite(batches, refreshes);
    }

    private Mono<Void> showChanged() {
        return Flux.fromIterable(Set.copyOf(changed))
                .flatMap(this::show, AT_ONCE)
                .then();
    }

    private Mono<Void> show(UUID workspace) {
        // Before reading: what changes from now on is for the next batch.
        changed.remove(workspace);
        return statuses.present(workspace)
                .collectList()
                .doOnNext(providers ->
                        meters.sent(rooms.show(workspace, providers, clock.instant(), json::writeValueAsString)))
                .then()
                .onErrorResume(error -> {
                    LOG.warn("Live updates wait for the database: {}", error.toString());
                    return Mono.empty();
                });
    }

    @Override
    public void stop() {
        running.dispose();
    }

    /** Before the web server ends: clients are told, and closed with 1001. */
    @Override
    public void stop(Runnable callback) {
        rooms.leave();
        Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .takeUntil(tick -> rooms.connections() == 0)
                .take(LEAVING)
                .doFinally(how -> {
                    stop();
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
