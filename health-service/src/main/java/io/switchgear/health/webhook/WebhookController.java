package io.switchgear.health.webhook;

import java.util.Map;
import java.util.UUID;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.audit.AuditEvent;
import io.switchgear.common.audit.AuditTrail;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.outbound.OutboundAddresses;
import io.switchgear.common.paging.Page;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.problem.Problems;

/** Webhooks, for administrators. */
@RestController
@RequestMapping("/api/v1/health/webhooks")
class WebhookController {

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Deliverer deliverer;
    private final OutboundAddresses addresses;
    private final AuditTrail audit;

    WebhookController(
            Webhooks webhooks,
            Deliveries deliveries,
            Deliverer deliverer,
            OutboundAddresses addresses,
            AuditTrail audit) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.deliverer = deliverer;
        this.addresses = addresses;
        this.audit = audit;
    }

    @GetMapping
    Mono<Page<Webhook>> list(@Requires(Permission.ROUTER_VIEW) Caller caller) {
        return webhooks.all(caller.workspaceId()).collectList().map(all -> new Page<>(all, null));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Webhook>> get(@Requires(Permission.ROUTER_VIEW) Caller caller, @PathVariable UUID id) {
        return webhooks.find(caller.workspaceId(), id).map(webhook -> answer(HttpStatus.OK, webhook));
    }

    /** The answer alone tells the secret. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Webhook>> create(
            @Requires(Permission.ROUTER_MANAGE) Caller caller, @RequestBody WebhookDocument document) {
        return audited(
                        caller,
                        "webhook.create",
                        String.valueOf(document.name()),
                        () -> webhooks.create(caller.workspaceId(), document.check(addresses)))
                .map(webhook -> answer(HttpStatus.CREATED, webhook));
    }

    /** Without a secret, the present one stays. */
    @PutMapping("/{id}")
    Mono<ResponseEntity<Webhook>> replace(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @PathVariable UUID id,
            @RequestBody WebhookDocument document,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return audited(
                        caller,
                        "webhook.replace",
                        id.toString(),
                        () -> current(caller, id, ifMatch)
                                .flatMap(former ->
                                        webhooks.replace(caller.workspaceId(), former, document.check(addresses)))
                                .switchIfEmpty(Mono.error(WebhookController::outdated)))
                .map(webhook -> answer(HttpStatus.OK, webhook));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return audited(
                caller,
                "webhook.delete",
                id.toString(),
                () -> current(caller, id, ifMatch)
                        .flatMap(webhook -> webhooks.delete(caller.workspaceId(), webhook.id())));
    }

    /** Sends a test message now, once; the answer tells how that ended. */
    @PostMapping("/{id}/test")
    Mono<Delivery> test(@Requires(Permission.ROUTER_MANAGE) Caller caller, @PathVariable UUID id) {
        return audited(
                caller,
                "webhook.test",
                id.toString(),
                () -> webhooks.find(caller.workspaceId(), id)
                        .flatMap(webhook -> deliverer.test(caller.workspaceId(), webhook.id())));
    }

    /** Newest first; kept for 30 days. */
    @GetMapping("/{id}/deliveries")
    Mono<Page<Delivery>> deliveries(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return webhooks.find(caller.workspaceId(), id)
                .flatMap(webhook -> deliveries.page(caller.workspaceId(), id, limit, cursor));
    }

    private Mono<Webhook> current(Caller caller, UUID id, @Nullable String ifMatch) {
        return webhooks.find(caller.workspaceId(), id).doOnNext(webhook -> {
            if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(tag(webhook))) {
                throw outdated();
            }
        });
    }

    private <T> Mono<T> audited(
            Caller caller, String action, String target, java.util.function.Supplier<Mono<T>> change) {
        return Mono.defer(change)
                .doOnSuccess(done -> audit.record(caller, action, target, AuditEvent.SUCCESS, Map.of()))
                .doOnError(error ->
                        audit.record(caller, action, target, Problems.of(error).code(), Map.of()));
    }

    private static ProblemException outdated() {
        return new ProblemException(Problems.of(
                HttpStatus.PRECONDITION_FAILED,
                "revision_outdated",
                "It has changed since it was read; read it again and repeat the change."));
    }

    private static String tag(Webhook webhook) {
        return "\"" + webhook.revision() + "\"";
    }

    private static ResponseEntity<Webhook> answer(HttpStatus status, Webhook webhook) {
        return ResponseEntity.status(status).eTag(tag(webhook)).body(webhook);
    }
}
