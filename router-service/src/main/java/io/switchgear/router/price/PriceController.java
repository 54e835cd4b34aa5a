package io.switchgear.router.price;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
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
import io.switchgear.common.price.ModelPrice;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.router.change.Revisions;
import io.switchgear.router.change.RoutingChanges;

/** The price book, for administrators. */
@RestController
@RequestMapping("/api/v1/admin/router/prices")
class PriceController {

    private final R2dbcOverrides overrides;
    private final PriceBook book;
    private final Recomputation recomputation;
    private final RoutingChanges changes;

    PriceController(R2dbcOverrides overrides, PriceBook book, Recomputation recomputation, RoutingChanges changes) {
        this.overrides = overrides;
        this.book = book;
        this.recomputation = recomputation;
        this.changes = changes;
    }

    /** @param version of former overrides, as calls are stamped with; the current ones if absent */
    @GetMapping
    Mono<ResponseEntity<PriceView>> get(
            @Requires(Permission.ROUTER_VIEW) Caller caller, @RequestParam(required = false) @Nullable String version) {
        UUID workspace = caller.workspaceId();
        Mono<Overrides> wanted = version == null ? overrides.latest(workspace) : former(workspace, version);
        return wanted.map(this::answer);
    }

    private Mono<Overrides> former(UUID workspace, String version) {
        return Mono.justOrEmpty(revision(version))
                .flatMap(revision -> overrides.find(workspace, revision))
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("price_version", version)));
    }

    private static @Nullable Long revision(String version) {
        if (!version.matches(Overrides.PREFIX + "[0-9]{1,18}")) {
            return null;
        }
        return Long.valueOf(version.substring(Overrides.PREFIX.length()));
    }

    /** Replaces the workspace's overrides; calls that end from now on are stamped with them, former ones stay as they are. */
    @PutMapping
    Mono<ResponseEntity<PriceView>> replace(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @RequestBody PriceDocument document,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Mono<Overrides> change = Mono.fromSupplier(document::checked)
                .flatMap(models -> next(caller, models, ifMatch))
                // Somebody else's change came between: looked at again, with If-Match in vain.
                .repeatWhenEmpty(5, again -> again)
                .switchIfEmpty(Mono.error(() -> ProblemException.conflict(
                        "prices_contended", "The prices are being changed by others; try again.")));
        return changes.carryOut(caller, "prices.replace", "prices", details(document), change)
                .map(this::answer);
    }

    private Mono<Overrides> next(Caller caller, Map<String, ModelPrice> models, @Nullable String ifMatch) {
        return overrides.latest(caller.workspaceId()).flatMap(former -> {
            Revisions.check(ifMatch, former.revision());
            return overrides.insert(caller.workspaceId(), former.revision() + 1, models, caller.actor());
        });
    }

    private static Map<String, String> details(PriceDocument document) {
        var wanted = document.overrides();
        return wanted == null ? Map.of() : Map.of("models", Integer.toString(wanted.size()));
    }

    private ResponseEntity<PriceView> answer(Overrides current) {
        return ResponseEntity.ok()
                .eTag(Revisions.tag(current.revision()))
                .body(PriceView.of(
                        current, book.workspace(current.workspaceId()).providers(), book.book()));
    }

    /** Lets query-service price the customers' own spans again, by the prices of now. */
    @PostMapping("/recompute")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Recomputation.Accepted> recompute(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @RequestBody(required = false) Recomputation.@Nullable Range range) {
        var wanted = range == null ? new Recomputation.Range(null, null) : range;
        return changes.carryOut(
                caller, "prices.recompute", "prices", Map.of(), recomputation.request(caller.workspaceId(), wanted));
    }
}
