package io.switchgear.gateway.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.redis.Redis;
import io.switchgear.common.redis.RedisScript;

/**
 * Counts attempts in fixed windows: in this process, and in Redis over all replicas as long as it answers. An attempt counts before
 * its outcome is known, so that a burst in parallel is no way around.
 */
@Component
class Throttle {

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
    private static final String KEYS = "switchgear:throttle:";

    /** In one step: a count without its expiry would lock somebody out for good. */
    private static final RedisScript<Long> COUNT = RedisScript.number("""
        local attempts = redis.call('INCR', KEYS[1])
        if attempts <= 1 then
          redis.call('PEXPIRE', KEYS[1], ARGV[1])
        end
        return attempts\
        """);

    private final Cache<String, Count> counts;
    private final Redis redis;
    private final InstantSource clock;
    private final Duration window;

    Throttle(LoginProperties properties, Redis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
        this.window = properties.window();
        this.counts = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(window)
                .build();
    }

    private record Count(int attempts, Instant until) {}

    /**
     * Counts an attempt.
     *
     * @param subject what is counted, for example {@code login:account:a@example.com}
     * @throws ProblemException 429 if the window has seen {@code limit} attempts already
     */
    Mono<Void> take(String subject, int limit) {
        return Mono.defer(() -> {
            Count here = counts.asMap().compute(subject, (key, known) -> count(known));
            return everywhere(subject)
                    .defaultIfEmpty(0L)
                    .doOnNext(there -> {
                        if (Math.max(here.attempts(), there) > limit) {
                            throw ProblemException.tooManyRequests(
                                    "too_many_attempts",
                                    "There were too many attempts; wait before the next one.",
                                    Duration.between(clock.instant(), here.until()));
                        }
                    })
                    .then();
        });
    }

    /** Takes an attempt back that turned out well. */
    Mono<Void> forgive(String subject) {
        counts.asMap()
                .computeIfPresent(subject, (key, known) -> new Count(Math.max(0, known.attempts() - 1), known.until()));
        return redis.call(commands -> commands.decr(key(subject)))
                .onErrorComplete()
                .then();
    }

    private Count count(@org.jspecify.annotations.Nullable Count known) {
        Instant now = clock.instant();
        return known == null || !now.isBefore(known.until())
                ? new Count(1, now.plus(window))
                : new Count(known.attempts() + 1, known.until());
    }

    private Mono<Long> everywhere(String subject) {
        return redis.call(COUNT, List.of(key(subject)), List.of(Long.toString(window.toMillis())))
                .onErrorResume(error -> {
                    LOG.debug("Attempts are counted here only: {}", error.toString());
                    return Mono.empty();
                });
    }

    /** Hashed: no addresses in Redis. */
    private static String key(String subject) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return KEYS + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
