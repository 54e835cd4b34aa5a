package io.switchgear.query.cache;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.redis.Redis;

/**
 * Answers, kept until their time is over or the workspace's data changes; the same question asked at once is computed once. Without
 * Redis every answer is computed.
 */
@Component
public class AnswerCache {

    private final Redis redis;
    private final DataGeneration generation;
    private final JsonMapper json;
    private final Counter hits;
    private final Counter misses;
    private final ConcurrentHashMap<String, Mono<Object>> inFlight = new ConcurrentHashMap<>();

    AnswerCache(Redis redis, DataGeneration generation, JsonMapper json, MeterRegistry metrics) {
        this.redis = redis;
        this.generation = generation;
        this.json = json;
        this.hits = metrics.counter("switchgear.cache.answers", "result", "hit");
        this.misses = metrics.counter("switchgear.cache.answers", "result", "miss");
        Gauge.builder("switchgear.cache.hit.ratio", this, AnswerCache::hitRatio).register(metrics);
    }

    /**
     * The answer to {@code key}, as a response with {@code x-cache}.
     *
     * @param key names the workspace and all that the answer depends on
     * @param timeToLive upper bound of its age
     */
    public <T> Mono<ResponseEntity<T>> respond(
            UUID workspace, String key, Duration timeToLive, TypeReference<T> type, Supplier<Mono<T>> compute) {
        return answer(workspace, key, timeToLive, type, compute)
                .map(answer -> ResponseEntity.ok()
                        .header("x-cache", answer.header())
                        .header("cache-control", "no-store")
                        .body(answer.body()));
    }

    /** Of all answers since the start; not a number before the first. */
    private double hitRatio() {
        return hits.count() / (hits.count() + misses.count());
    }

    private <T> Mono<Answer<T>> answer(
            UUID workspace, String key, Duration timeToLive, TypeReference<T> type, Supplier<Mono<T>> compute) {
        return lookUp(workspace, key).flatMap(found -> {
            T body = found.entry() == null ? null : parse(found.entry(), type);
            if (body != null) {
                hits.increment();
                return Mono.just(new Answer<>(body, true));
            }
            misses.increment();
            return once(
                            key,
                            found.generation(),
                            () -> compute.get()
                                    .flatMap(computed -> write(key, found.generation(), timeToLive, computed)))
                    .map(computed -> new Answer<>(computed, false));
        });
    }

    /**
     * What Redis knows.
     *
     * @param generation null if Redis is away
     * @param entry null if there is none of this generation
     */
    private record Found(
            @Nullable String generation, @Nullable String entry) {

        static final Found NOTHING = new Found(null, null);
    }

    /** The generation is read before the data: an answer is never older than what it is filed under. */
    private Mono<Found> lookUp(UUID workspace, String key) {
        if (!redis.reachable()) {
            return Mono.just(Found.NOTHING);
        }
        return generation
                .current(workspace)
                .flatMap(current -> redis.call(commands -> commands.get(key))
                        .filter(entry -> entry.startsWith(current + "\n"))
                        .map(entry -> new Found(current, entry.substring(current.length() + 1)))
                        .defaultIfEmpty(new Found(current, null)))
                .onErrorReturn(Found.NOTHING);
    }

    private <T> @Nullable T parse(String entry, TypeReference<T> type) {
        try {
            return json.readValue(entry, type);
        } catch (JacksonException e) {
            // Written by another release.
            return null;
        }
    }

    private <T> Mono<T> write(String key, @Nullable String current, Duration timeToLive, T body) {
        if (current == null) {
            return Mono.just(body);
        }
        return redis.call(commands ->
                        commands.psetex(key, timeToLive.toMillis(), current + "\n" + json.writeValueAsString(body)))
                .onErrorComplete()
                .thenReturn(body);
    }

    /** Shares one computation; whoever goes away leaves it to the others. */
    @SuppressWarnings("unchecked") // A key belongs to one question, and a question to one type.
    private <T> Mono<T> once(String key, @Nullable String current, Supplier<Mono<T>> compute) {
        String flight = key + "\n" + current;
        return (Mono<T>) (Mono<?>) inFlight.computeIfAbsent(
                flight,
                asked -> Mono.defer(() -> compute.get().cast(Object.class))
                        .doFinally(end -> inFlight.remove(flight))
                        .cache());
    }
}
