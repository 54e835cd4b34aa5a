package io.switchgear.router.pool;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.router.change.Revisions;
import io.switchgear.router.change.RoutingChanges;

/** Pools, for administrators. */
@RestController
@RequestMapping("/api/v1/admin/router/load-balancer/pools")
class PoolController {

    private final R2dbcPools pools;
    private final RoutingChanges changes;

    PoolController(R2dbcPools pools, RoutingChanges changes) {
        this.pools = pools;
        this.changes = changes;
    }

    @GetMapping
    Mono<Page<PoolView>> list(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        UUID workspace = caller.workspaceId();
        return pools.registered(workspace)
                .flatMap(registered -> pools.page(workspace, Cursor.decode(cursor, 2), limit)
                        .map(pool -> PoolView.of(pool, registered))
                        .collectList())
                .map(rows -> Page.of(rows, limit, last -> Cursor.encode(last.createdAt(), last.groupName())));
    }

    @GetMapping("/{groupName}")
    Mono<ResponseEntity<PoolView>> get(
            @Requires(Permission.ROUTER_VIEW) Caller caller, @PathVariable String groupName) {
        return existing(caller, groupName).flatMap(pool -> answer(HttpStatus.OK, pool));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<PoolView>> create(
            @Requires(Permission.ROUTER_MANAGE) Caller caller, @RequestBody PoolDocument document) {
        String name = document.groupName() == null ? "" : document.groupName();
        Mono<Pool> change = checked(caller, name, document)
                .flatMap(pools::insert)
                .switchIfEmpty(Mono.error(
                        () -> ProblemException.conflict("pool_exists", "There is a pool '" + name + "' already.")));
        return changes.carryOut(caller, "pool.create", name, Map.of(), change)
                .flatMap(pool -> answer(HttpStatus.CREATED, pool));
    }

    @PutMapping("/{groupName}")
    Mono<ResponseEntity<PoolView>> replace(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @PathVariable String groupName,
            @RequestBody PoolDocument document,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Mono<Pool> change = pools.find(caller.workspaceId(), groupName)
                .map(Pool::revision)
                .defaultIfEmpty(0L)
                .doOnNext(revision -> Revisions.check(ifMatch, revision))
                .then(Mono.defer(() -> checked(caller, groupName, document)))
                .flatMap(pools::save);
        return changes.carryOut(caller, "pool.replace", groupName, Map.of(), change)
                .flatMap(pool -> answer(pool.revision() == 1 ? HttpStatus.CREATED : HttpStatus.OK, pool));
    }

    @DeleteMapping("/{groupName}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @PathVariable String groupName,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Mono<Void> change = existing(caller, groupName)
                .doOnNext(pool -> Revisions.check(ifMatch, pool.revision()))
                .then(pools.handingOverTo(caller.workspaceId(), groupName).collectList())
                .doOnNext(PoolController::unused)
                .then(pools.delete(caller.workspaceId(), groupName))
                .then();
        return changes.carryOut(caller, "pool.delete", groupName, Map.of(), change);
    }

    private static void unused(List<String> users) {
        if (!users.isEmpty()) {
            throw ProblemException.conflict(
                    "pool_in_use", "The pool is a fallback of " + String.join(", ", users) + ".");
        }
    }

    private Mono<Pool> existing(Caller caller, String groupName) {
        return pools.find(caller.workspaceId(), groupName)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("pool", groupName)));
    }

    private Mono<Pool> checked(Caller caller, String name, PoolDocument document) {
        return pools.fallbacks(caller.workspaceId()).map(all -> {
            all.remove(name);
            var errors = PoolRules.check(name, document, all);
            if (!errors.isEmpty()) {
                throw ProblemException.invalid(errors);
            }
            return pool(caller.workspaceId(), name, document);
        });
    }

    private static Pool pool(UUID workspace, String name, PoolDocument document) {
        return new Pool(
                workspace,
                name,
                orEmpty(document.models()),
                orEmpty(document.providers()).stream()
                        .map(PoolController::target)
                        .toList(),
                document.strategy() == null ? Strategy.ROUND_ROBIN : Strategy.of(document.strategy()),
                document.retry() == null ? Retry.NONE : document.retry(),
                document.timeouts() == null ? Timeouts.NONE : document.timeouts(),
                orEmpty(document.fallback()),
                document.contextFallback(),
                document.hedge(),
                document.rescue() == null ? null : Rescue.of(document.rescue()),
                split(document.split()),
                0,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static @Nullable Split split(PoolDocument.@Nullable SplitDocument split) {
        return split == null || split.percent() == null
                ? null
                : new Split(
                        split.percent(),
                        split.strategy() == null ? null : Strategy.of(split.strategy()),
                        split.fallback());
    }

    private static Target target(PoolDocument.TargetDocument target) {
        return new Target(
                target.name() == null ? "" : target.name(),
                target.model(),
                target.weight() == null ? 1 : target.weight(),
                target.priority() == null ? 0 : target.priority(),
                target.prefill());
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private Mono<ResponseEntity<PoolView>> answer(HttpStatus status, Pool pool) {
        return pools.registered(pool.workspaceId()).map((Set<String> registered) -> {
            var answer = ResponseEntity.status(status).eTag(Revisions.tag(pool.revision()));
            if (status == HttpStatus.CREATED) {
                answer.location(URI.create("/api/v1/admin/router/load-balancer/pools/" + pool.groupName()));
            }
            return answer.body(PoolView.of(pool, registered));
        });
    }
}
