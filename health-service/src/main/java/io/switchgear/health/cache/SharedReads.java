package io.switchgear.health.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Callers who ask for the same while it is being read share the next read, which begins when that one ends: so however many ask,
 * one read a key is under way, and nobody gets what was read before they asked. A read goes on when its callers go away.
 */
public final class SharedReads<K, V> {

    private final Function<K, Mono<V>> read;
    private final Map<K, Line<V>> lines = new ConcurrentHashMap<>();

    public SharedReads(Function<K, Mono<V>> read) {
        this.read = read;
    }

    /**
     * A read under way, and the one after it.
     *
     * @param next null while nobody waits for it
     */
    private record Line<V>(Sinks.One<V> current, Sinks.@Nullable One<V> next) {}

    public Mono<V> get(K key) {
        return Mono.defer(() -> {
            Sinks.One<V> mine = Sinks.one();
            var line = lines.merge(
                    key,
                    new Line<>(mine, null),
                    (found, added) -> found.next() == null ? new Line<>(found.current(), mine) : found);
            Sinks.One<V> following = line.next();
            if (following != null) {
                return following.asMono();
            }
            begin(key, mine);
            return mine.asMono();
        });
    }

    private void begin(K key, Sinks.One<V> result) {
        Mono.defer(() -> read.apply(key))
                .doFinally(how -> follow(key))
                .subscribe(result::tryEmitValue, result::tryEmitError, result::tryEmitEmpty);
    }

    private void follow(K key) {
        var line = lines.computeIfPresent(key, (same, ended) -> {
            Sinks.One<V> next = ended.next();
            return next == null ? null : new Line<>(next, null);
        });
        if (line != null) {
            begin(key, line.current());
        }
    }
}
