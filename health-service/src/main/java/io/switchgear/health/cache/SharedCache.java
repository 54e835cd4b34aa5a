package io.switchgear.health.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import reactor.core.publisher.Mono;

/**
 * Keeps computed values for a fixed time. Callers of the same key share one computation, which goes on when the one that
 * started it goes away; a failure is not kept.
 */
public final class SharedCache<K, V> {

    private final Cache<K, Mono<V>> cache;

    /** @param ttl how old a value may be, counted from the start of its computation */
    public SharedCache(Duration ttl, long maximumSize, InstantSource clock) {
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(ttl)
                .maximumSize(maximumSize)
                .ticker(() -> nanos(clock))
                .build();
    }

    public Mono<V> get(K key, Function<K, Mono<V>> compute) {
        return Mono.defer(() -> cache.get(key, absent -> share(absent, compute)));
    }

    private Mono<V> share(K key, Function<K, Mono<V>> compute) {
        return Mono.defer(() -> compute.apply(key))
                .doOnError(failure -> cache.invalidate(key))
                .cache();
    }

    private static long nanos(InstantSource clock) {
        var now = clock.instant();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }
}
