package io.switchgear.gateway.apikey;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.gateway.audit.AuditLog;
import io.switchgear.gateway.audit.AuditLog.Actor;

/** Creates, lists and deletes a workspace's API keys. */
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyController {

    private final ApiKeyStore store;
    private final ApiKeys keys;
    private final AuditLog audit;
    private final InstantSource clock;

    ApiKeyController(ApiKeyStore store, ApiKeys keys, AuditLog audit, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<CreatedApiKey> create(
            @Requires(Permission.ADMIN) Caller caller,
            @Valid @RequestBody NewApiKey wish,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (wish.expiresAt() != null && !wish.expiresAt().isAfter(now)) {
            throw ProblemException.invalid("expires_at", "must be in the future");
        }
        String text = KeyText.create();
        var key = key(wish, text, Objects.requireNonNull(caller.userId()), now);
        return store.insert(caller.workspaceId(), key, KeyText.hash(text))
                .then(keys.changed())
                .then(audit.success(exchange, Actor.of(caller), "api_key.create", key.name()))
                .thenReturn(new CreatedApiKey(text, key));
    }

    private static ApiKey key(NewApiKey wish, String text, UUID creator, Instant now) {
        var period = wish.budgetUsd() != null && wish.budgetPeriod() == null ? BudgetPeriod.MONTH : wish.budgetPeriod();
        return new ApiKey(
                UUID.randomUUID(),
                wish.name().strip(),
                text.substring(0, KeyText.SHOWN),
                List.copyOf(wish.scopes()).stream().distinct().sorted().toList(),
                wish.rpm(),
                wish.tpm(),
                wish.budgetUsd(),
                period,
                creator,
                now,
                wish.expiresAt(),
                null);
    }

    @GetMapping
    Mono<Page<ApiKey>> list(
            @Requires(Permission.ADMIN) Caller caller,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Cursor after = Cursor.decode(cursor, 2);
        try {
            return store.list(
                            caller.workspaceId(),
                            after == null ? null : Instant.parse(after.parts().get(0)),
                            after == null ? null : UUID.fromString(after.parts().get(1)),
                            limit + 1)
                    .collectList()
                    .map(rows -> Page.of(rows, limit, key -> Cursor.encode(key.createdAt(), key.id())));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw Cursor.unreadable();
        }
    }

    @GetMapping("/{id}")
    Mono<ApiKey> get(@Requires(Permission.ADMIN) Caller caller, @PathVariable String id) {
        return store.find(caller.workspaceId(), uuid(id)).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @Requires(Permission.ADMIN) Caller caller,
            @PathVariable String id,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return store.revoke(caller.workspaceId(), uuid(id), clock.instant())
                .switchIfEmpty(Mono.error(() -> notFound(id)))
                .delayUntil(key -> keys.changed())
                .flatMap(key -> audit.success(exchange, Actor.of(caller), "api_key.delete", key.name()));
    }

    /** What is no id at all is not there either. */
    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound(id);
        }
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("api_key", id);
    }
}
