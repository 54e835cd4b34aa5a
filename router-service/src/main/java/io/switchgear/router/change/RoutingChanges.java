package io.switchgear.router.change;

import java.util.Map;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.audit.AuditEvent;
import io.switchgear.common.audit.AuditTrail;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.problem.Problems;
import io.switchgear.common.redis.Redis;

/** Carries out changes that administrators ask for: audited whatever comes of them, live here and announced to the others. */
@Component
public class RoutingChanges {

    /** Redis channel; the message is the workspace's id. */
    public static final String CHANNEL = "switchgear:changed:routing";

    private static final Logger LOG = LoggerFactory.getLogger(RoutingChanges.class);

    private final AuditTrail audit;
    private final Redis redis;
    private final ObjectProvider<ChangeListener> listeners;

    RoutingChanges(AuditTrail audit, Redis redis, ObjectProvider<ChangeListener> listeners) {
        this.audit = audit;
        this.redis = redis;
        this.listeners = listeners;
    }

    /**
     * Runs {@code change}, then lets it take effect.
     *
     * @param action {@code <noun>.<verb>}, for the audit log
     * @param target what is changed
     */
    public <T> Mono<T> carryOut(
            Caller caller, String action, String target, Map<String, String> details, Mono<T> change) {
        UUID workspace = caller.workspaceId();
        return change.flatMap(result -> announce(workspace).thenReturn(result))
                .switchIfEmpty(Mono.defer(() -> announce(workspace).then(Mono.empty())))
                .doOnSuccess(result -> audit.record(caller, action, target, AuditEvent.SUCCESS, details))
                .doOnError(error ->
                        audit.record(caller, action, target, Problems.of(error).code(), details));
    }

    private Mono<Void> announce(UUID workspace) {
        Mono<Void> here = Flux.fromStream(listeners::orderedStream)
                .concatMap(ChangeListener::changed)
                .then()
                .onErrorResume(error -> {
                    LOG.warn("A change is committed, but not live here yet: {}", error.toString());
                    return Mono.empty();
                });
        // Nobody waits for Redis: polling tells the others, too.
        Mono<Void> elsewhere = Mono.fromRunnable(() ->
                redis.publish(CHANNEL, workspace.toString()).onErrorComplete().subscribe());
        return here.then(elsewhere);
    }
}
