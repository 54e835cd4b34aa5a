package io.switchgear.query.cache;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.switchgear.query.schedule.PeriodicJob;

/** Redis as something that may be away. Whether it answers is found out in the background: no request waits for it to come back. */
@Component
class RedisStore {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);

    /**
     * For opening the connection that all commands share, which blocks the thread that asks for it. Well over the driver's own
     * time-out.
     */
    private static final Duration OPENING = Duration.ofSeconds(15);

    private final ReactiveStringRedisTemplate redis;
    private final CacheProperties properties;
    private volatile boolean reachable;

    RedisStore(ReactiveStringRedisTemplate redis, CacheProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    @Bean
    PeriodicJob redisWatch() {
        return new PeriodicJob("Opening the connection to Redis", properties.redisPause(), Mono.empty(), this::open);
    }

    boolean reachable() {
        return reachable;
    }

    /** The value; empty if there is none. Fails if Redis does. */
    Mono<String> get(String key) {
        return guarded(Mono.defer(() -> redis.opsForValue().get(key)));
    }

    /** Fails if Redis does. */
    Mono<Boolean> set(String key, String value, Duration timeToLive) {
        return guarded(Mono.defer(() -> redis.opsForValue().set(key, value, timeToLive)));
    }

    private Mono<Void> open() {
        if (reachable) {
            return Mono.empty();
        }
        return Mono.defer(() -> redis.hasKey("data_generation"))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(OPENING)
                .doOnNext(answered -> reachable = true)
                .then();
    }

    private <T> Mono<T> guarded(Mono<T> command) {
        return command.timeout(properties.redisTimeout()).doOnError(this::left);
    }

    private void left(Throwable error) {
        if (reachable) {
            LOG.warn("Redis does not answer; answers are computed without it until it does: {}", error.toString());
        }
        reachable = false;
    }
}
