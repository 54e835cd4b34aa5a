package io.switchgear.router.breaker;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.redis.Redis;
import io.switchgear.common.redis.RedisScript;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitKey;

/** Where replicas agree on circuits: the newest of each in Redis, changed by compare-and-set, announced to all. */
@Component
class RedisCircuits {

    static final String CHANNEL = "switchgear:circuits";

    private static final Duration KEPT = Duration.ofDays(30);

    /**
     * Sets the circuit and announces it if it is newer than what is there: by revision of its configuration, then by version. Answers
     * with what is there otherwise.
     */
    private static final RedisScript<String> CLAIM = RedisScript.text("""
        local known = redis.call('HMGET', KEYS[1], 'revision', 'version', 'circuit')
        if known[3] then
          local revision, version = tonumber(known[1]), tonumber(known[2])
          if revision > tonumber(ARGV[1]) or (revision == tonumber(ARGV[1]) and version >= tonumber(ARGV[2])) then
            return known[3]
          end
        end
        redis.call('HSET', KEYS[1], 'revision', ARGV[1], 'version', ARGV[2], 'circuit', ARGV[3])
        redis.call('EXPIRE', KEYS[1], ARGV[4])
        redis.call('PUBLISH', ARGV[5], ARGV[6])
        return ''\
        """);

    private final Redis redis;
    private final JsonMapper json;

    RedisCircuits(Redis redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** What became of a claim. */
    sealed interface Claim {

        /** It holds everywhere. */
        record Won() implements Claim {}

        /** Another replica was first. */
        record Lost(Circuit instead) implements Claim {}

        /** Redis is away: this replica decides alone. */
        record Alone() implements Claim {}
    }

    /**
     * A circuit as another replica announces it.
     *
     * @param workspaceId the tenant
     * @param provider its name
     * @param replica which one
     * @param circuit its state
     */
    record Announcement(UUID workspaceId, String provider, String replica, Circuit circuit) {}

    Mono<Claim> claim(CircuitKey key, String replica, Circuit circuit) {
        return Mono.defer(() -> redis.call(
                        CLAIM,
                        List.of(name(key)),
                        List.of(
                                Long.toString(circuit.revision()),
                                Long.toString(circuit.version()),
                                json.writeValueAsString(circuit),
                                Long.toString(KEPT.toSeconds()),
                                CHANNEL,
                                json.writeValueAsString(
                                        new Announcement(key.workspaceId(), key.provider(), replica, circuit)))))
                .<Claim>map(answer ->
                        answer.isEmpty() ? new Claim.Won() : new Claim.Lost(json.readValue(answer, Circuit.class)))
                .onErrorResume(away -> Mono.just(new Claim.Alone()));
    }

    /** What Redis has; empty if it has nothing or is away. */
    Mono<Circuit> find(CircuitKey key) {
        return redis.call(commands -> commands.hget(name(key), "circuit"))
                .map(text -> json.readValue(text, Circuit.class))
                .onErrorComplete();
    }

    /** Ends with an error when Redis goes away. */
    Flux<Announcement> announcements() {
        return redis.messages(CHANNEL).map(message -> json.readValue(message, Announcement.class));
    }

    private static String name(CircuitKey key) {
        return "switchgear:circuit:{" + key.workspaceId() + "}:" + key.provider();
    }
}
