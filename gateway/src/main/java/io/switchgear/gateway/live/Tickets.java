package io.switchgear.gateway.live;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.SetArgs;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Role;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.redis.Redis;
import io.switchgear.common.redis.RedisUnavailableException;

/**
 * Tickets for WebSockets, which cannot send an {@code Authorization} header: each opens one connection, once, soon. Kept in Redis,
 * so that every replica knows them, by hash. While Redis is away, the replica that issued a ticket keeps it itself.
 */
@Component
class Tickets {

    private static final String KEYS = "switchgear:ws-ticket:";
    private static final int BYTES = 32;
    private static final int LONGEST = 64;

    private final Redis redis;
    private final LiveProperties properties;
    private final JsonMapper json;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, String> own;

    Tickets(Redis redis, LiveProperties properties, JsonMapper json) {
        this.redis = redis;
        this.properties = properties;
        this.json = json;
        this.own = Caffeine.newBuilder()
                .expireAfterWrite(properties.ticketLifetime())
                .maximumSize(10_000)
                .build();
    }

    /** Whom a ticket stands for. */
    record Holder(UUID user, UUID workspace, Role role, String email) {

        static Holder of(Caller caller) {
            return new Holder(
                    Objects.requireNonNull(caller.userId()),
                    caller.workspaceId(),
                    Objects.requireNonNull(caller.role()),
                    Objects.requireNonNull(caller.email()));
        }

        Caller caller() {
            return Caller.user("gateway", user, workspace, role, email);
        }
    }

    /** A new ticket for a user. */
    Mono<String> issue(Caller user) {
        return Mono.defer(() -> {
            String ticket = create();
            String key = key(ticket);
            String holder = json.writeValueAsString(Holder.of(user));
            return redis.call(commands -> commands.set(key, holder, SetArgs.Builder.px(properties.ticketLifetime())))
                    .thenReturn(ticket)
                    .onErrorResume(RedisUnavailableException.class, away -> {
                        own.put(key, holder);
                        return Mono.just(ticket);
                    });
        });
    }

    /**
     * Uses a ticket up; its user. Ends with 401 if it is unknown, used or too old.
     */
    Mono<Caller> redeem(String ticket) {
        return Mono.defer(() -> {
                    if (ticket.isEmpty() || ticket.length() > LONGEST) {
                        return Mono.empty();
                    }
                    String key = key(ticket);
                    String known = own.asMap().remove(key);
                    return known != null ? Mono.just(known) : redis.call(commands -> commands.getdel(key));
                })
                .map(holder -> json.readValue(holder, Holder.class).caller())
                .switchIfEmpty(Mono.error(() -> ProblemException.unauthorized(
                        "ticket_invalid", "The ticket is unknown, used or expired; ask for another.")));
    }

    private String create() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String key(String ticket) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
            return KEYS + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
