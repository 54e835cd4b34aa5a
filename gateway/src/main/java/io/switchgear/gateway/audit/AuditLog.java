package io.switchgear.gateway.audit;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.audit.AuditEvent;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.web.RequestIdFilter;

/** Records the gateway's own events, with where they came from. */
@Component
public class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final AuditStore store;
    private final InstantSource clock;

    AuditLog(AuditStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Whom an event is about; a user's workspace is null before one is known. */
    public record Actor(@Nullable UUID workspace, @Nullable UUID user, String name) {

        public static Actor of(Caller caller) {
            return new Actor(caller.workspace(), caller.userId(), caller.actor());
        }
    }

    /** Records what has been done; never fails: the log's absence does not undo the deed. */
    public Mono<Void> success(ServerWebExchange exchange, Actor actor, String action, String target) {
        return record(exchange, actor, action, target, AuditEvent.SUCCESS);
    }

    /** Records what was refused, with the problem's code as the outcome. */
    public Mono<Void> record(ServerWebExchange exchange, Actor actor, String action, String target, String outcome) {
        return Mono.defer(() -> store.add(List.of(new AuditEvent(
                        UUID.randomUUID(),
                        actor.workspace(),
                        actor.user(),
                        actor.name(),
                        action,
                        target,
                        outcome,
                        RequestIdFilter.id(exchange),
                        origin(exchange),
                        clock.instant()))))
                .onErrorResume(error -> {
                    LOG.warn(
                            "The audit log misses: {} {} {} by {}: {}",
                            action,
                            target,
                            outcome,
                            actor.name(),
                            error.toString());
                    return Mono.empty();
                })
                .then();
    }

    private static Map<String, String> origin(ServerWebExchange exchange) {
        var details = new LinkedHashMap<String, String>();
        InetSocketAddress address = exchange.getRequest().getRemoteAddress();
        if (address != null && address.getAddress() != null) {
            details.put("address", address.getAddress().getHostAddress());
        }
        String agent = exchange.getRequest().getHeaders().getFirst("User-Agent");
        if (agent != null) {
            details.put("user_agent", agent.substring(0, Math.min(200, agent.length())));
        }
        return details;
    }
}
