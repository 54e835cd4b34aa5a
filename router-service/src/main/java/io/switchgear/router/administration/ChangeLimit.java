package io.switchgear.router.administration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.redis.Redis;
import io.switchgear.common.redis.RedisScript;

/** At most 10 changes a minute and administrator, over all replicas; without Redis, over this one. */
@Component
class ChangeLimit {

    private static final int CHANGES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Answers 0, or the milliseconds until the oldest change in the window is out of it. */
    private static final RedisScript<Long> TAKE = RedisScript.number("""
        local now, window = tonumber(ARGV[1]), tonumber(ARGV[2])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
        if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
          local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
          return math.max(1, tonumber(oldest[2]) + window - now)
        end
        redis.call('ZADD', KEYS[1], now, ARGV[4])
        redis.call('PEXPIRE', KEYS[1], window)
        return 0\
        """);

    private final Redis redis;
    private final InstantSource clock;
    private final Map<String, Deque<Instant>> here = new ConcurrentHashMap<>();

    ChangeLimit(Redis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** Completes, or ends with 429. */
    Mono<Void> take(Caller caller) {
        String administrator = caller.workspaceId() + ":" + caller.subject();
        return redis.call(
                        TAKE,
                        List.of("switchgear:limit:circuit-config:" + administrator),
                        List.of(
                                Long.toString(clock.millis()),
                                Long.toString(WINDOW.toMillis()),
                                Integer.toString(CHANGES),
                                UUID.randomUUID().toString()))
                .onErrorResume(away -> Mono.fromSupplier(() -> takeHere(administrator)))
                .flatMap(wait -> wait == 0
                        ? Mono.empty()
                        : Mono.error(ProblemException.tooManyRequests(
                                "too_many_changes",
                                "At most " + CHANGES + " changes a minute.",
                                Duration.ofMillis(wait))));
    }

    private long takeHere(String administrator) {
        Instant now = clock.instant();
        var changes = here.computeIfAbsent(administrator, none -> new ArrayDeque<>());
        synchronized (changes) {
            while (!changes.isEmpty() && !changes.getFirst().plus(WINDOW).isAfter(now)) {
                changes.removeFirst();
            }
            if (changes.size() >= CHANGES) {
                return Math.max(
                        1,
                        Duration.between(now, changes.getFirst().plus(WINDOW)).toMillis());
            }
            changes.addLast(now);
            return 0;
        }
    }
}
