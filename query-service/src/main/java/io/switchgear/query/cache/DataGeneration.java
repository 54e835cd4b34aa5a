package io.switchgear.query.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.redis.Redis;
import io.switchgear.query.schedule.PeriodicJob;

/**
 * The version of a workspace's data that cached answers belong to. It advances at once when data arrives after a pause, then at most
 * once per interval, so that a busy workspace's answers can be cached at all.
 */
@Component
public class DataGeneration {

    private static final Duration TICK = Duration.ofMillis(200);

    /** Longer than any cached answer lives. */
    private static final Duration LIFE = Duration.ofHours(1);

    /** The generation of a workspace that nothing has arrived for lately. */
    private static final String IDLE = "idle";

    private final Redis redis;
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    private final Cache<UUID, Boolean> advanced;

    DataGeneration(Redis redis, CacheProperties properties) {
        this.redis = redis;
        this.advanced = Caffeine.newBuilder()
                .expireAfterWrite(properties.generationInterval().toNanos(), TimeUnit.NANOSECONDS)
                .build();
    }

    @Bean
    PeriodicJob generationAdvance() {
        return new PeriodicJob("Advancing data generations", TICK, Mono.empty(), this::advance);
    }

    /** Says that new data of these workspaces has been committed. */
    public void changed(Collection<UUID> workspaces) {
        changed.addAll(workspaces);
    }

    /** The current generation; fails if Redis does. */
    Mono<String> current(UUID workspace) {
        return redis.call(commands -> commands.get(key(workspace))).defaultIfEmpty(IDLE);
    }

    /** Advances what is due. What fails stays due. */
    private Mono<Void> advance() {
        if (changed.isEmpty() || !redis.reachable()) {
            return Mono.empty();
        }
        return Flux.fromIterable(changed)
                .filter(workspace -> advanced.getIfPresent(workspace) == null)
                .flatMap(this::advance, 16)
                .then();
    }

    private Mono<Boolean> advance(UUID workspace) {
        changed.remove(workspace);
        return redis.call(commands -> commands.psetex(
                        key(workspace), LIFE.toMillis(), UUID.randomUUID().toString()))
                .doOnNext(done -> advanced.put(workspace, true))
                .doOnError(e -> changed.add(workspace))
                .hasElement();
    }

    private static String key(UUID workspace) {
        return "data_generation:" + workspace;
    }
}
