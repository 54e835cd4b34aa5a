package io.switchgear.gateway.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.audit.AuditEvent;
import io.switchgear.common.audit.AuditEvents;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.FromService;
import io.switchgear.common.identity.Grant;

/** Takes the audit events of the other services; each once, however often it is delivered. */
@RestController
class AuditIntake {

    private final AuditStore store;

    AuditIntake(AuditStore store) {
        this.store = store;
    }

    /**
     * What became of a delivery.
     *
     * @param accepted events that are new
     * @param duplicates events that were here before
     * @param rejected events that lack something; sending them again does not help
     */
    record Delivery(long accepted, long duplicates, int rejected) {}

    @PostMapping("/internal/v1/audit")
    Mono<Delivery> receive(@FromService(Grant.AUDIT_WRITE) Caller caller, @RequestBody AuditEvents delivered) {
        List<AuditEvent> given = Objects.requireNonNullElse(delivered.events(), List.<AuditEvent>of());
        List<AuditEvent> whole = given.stream()
                .filter(AuditIntake::isWhole)
                .map(AuditIntake::clean)
                .toList();
        return store.add(whole).map(added -> new Delivery(added, whole.size() - added, given.size() - whole.size()));
    }

    @SuppressWarnings("ConstantValue") // JSON may leave out what Java says is there.
    private static boolean isWhole(@Nullable AuditEvent event) {
        return event != null
                && event.id() != null
                && event.actor() != null
                && event.action() != null
                && event.target() != null
                && event.outcome() != null
                && event.at() != null;
    }

    /** PostgreSQL's text holds no zero character; one event must not take its neighbours along. */
    private static AuditEvent clean(AuditEvent event) {
        Map<String, String> details = event.details() == null ? Map.of() : event.details();
        return new AuditEvent(
                event.id(),
                event.workspaceId(),
                event.userId(),
                clean(event.actor()),
                clean(event.action()),
                clean(event.target()),
                clean(event.outcome()),
                event.requestId() == null ? null : clean(event.requestId()),
                details.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> clean(entry.getKey()),
                                entry -> clean(String.valueOf(entry.getValue())),
                                (a, b) -> a)),
                event.at());
    }

    private static String clean(String text) {
        return text.replace("\0", "");
    }
}
