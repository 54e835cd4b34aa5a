package io.switchgear.query.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Redis as something that may be away: reads find nothing then, and for a moment nobody asks again. */
@Component
class RedisStore {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);

    private final ReactiveStringRedisTemplate redis;
    private final CacheProperties properties;
    private final AtomicLong pausedUntil = new AtomicLong(System.nanoTime());
    private volatile boolean connected;

    RedisStore(ReactiveStringRedisTemplate redis, CacheProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    /** False for a moment after a failure. */
    boolean reachable() {
        return System.nanoTime() - pausedUntil.get() >= 0;
    }

    /** The value; empty if there is none. Fails if Redis does. */
    Mono<String> get(String key) {
        return guarded(Mono.defer(() -> redis.opsForValue().get(key)));
    }

    /** Fails if Redis does. */
    Mono<Boolean> set(String key, String value, Duration timeToLive) {
        return guarded(Mono.defer(() -> redis.opsForValue().set(key, value, timeToLive)));
    }

    private <T> Mono<T> guarded(Mono<T> command) {
        // The first command opens the connection that all share, and waits for it; so may the first one after a
        // failure.
        return (connected ? command : command.subscribeOn(Schedulers.boundedElastic()))
                .timeout(properties.redisTimeout())
                .doOnSuccess(done -> connected = true)
                .doOnError(this::pause);
    }

    private void pause(Throwable error) {
        if (reachable()) {
            LOG.warn("Redis does not answer; answers are computed without it for a moment: {}", error.toString());
        }
        connected = false;
        pausedUntil.set(System.nanoTime() + properties.redisPause().toNanos());
    }
}
