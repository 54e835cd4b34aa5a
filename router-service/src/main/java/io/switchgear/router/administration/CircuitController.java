package io.switchgear.router.administration;

import java.util.Map;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.circuit.ForcedState;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.router.breaker.Circuits;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.change.RoutingChanges;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitKey;

/** Circuits: to look at, to force, to reset. */
@RestController
@RequestMapping("/api/v1/admin/router/circuit-breakers")
class CircuitController {

    private final KnownCircuits known;
    private final Circuits circuits;
    private final RoutingChanges changes;

    CircuitController(KnownCircuits known, Circuits circuits, RoutingChanges changes) {
        this.known = known;
        this.circuits = circuits;
        this.changes = changes;
    }

    /** @param reason for the ledger; may be absent, like the whole body */
    record Decision(@Nullable @Size(max = 1000) String reason) {}

    @GetMapping
    Page<CircuitView> list(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Workspace workspace = known.workspace(caller);
        Cursor after = Cursor.decode(cursor, 1);
        var names = after == null
                ? workspace.circuitNames()
                : workspace.circuitNames().tailSet(after.parts().getFirst() + "\0");
        var rows = names.stream()
                .limit(limit + 1L)
                .map(name -> view(workspace, name))
                .toList();
        return Page.of(rows, limit, last -> Cursor.encode(last.name()));
    }

    @GetMapping("/{name}")
    Mono<CircuitView> get(@Requires(Permission.ROUTER_VIEW) Caller caller, @PathVariable String name) {
        return known.find(caller, name).map(key -> view(known.workspace(caller), name));
    }

    @PostMapping("/{name}/force-open")
    Mono<CircuitView> forceOpen(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @PathVariable String name,
            @Valid @RequestBody(required = false) @Nullable Decision decision) {
        return force(caller, name, ForcedState.OPEN, reason(decision, "Forced open."));
    }

    @PostMapping("/{name}/force-close")
    Mono<CircuitView> forceClose(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @PathVariable String name,
            @Valid @RequestBody(required = false) @Nullable Decision decision) {
        return force(caller, name, ForcedState.CLOSED, reason(decision, "Forced closed."));
    }

    @PostMapping("/{name}/reset")
    Mono<CircuitView> reset(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @PathVariable String name,
            @Valid @RequestBody(required = false) @Nullable Decision decision) {
        String reason = reason(decision, "Reset.");
        Mono<Circuit> change = known.find(caller, name).flatMap(key -> circuits.reset(key, reason, caller.actor()));
        return changes.carryOut(caller, "circuit.reset", name, Map.of("reason", reason), change)
                .map(circuit -> view(known.workspace(caller), name));
    }

    private Mono<CircuitView> force(Caller caller, String name, ForcedState to, String reason) {
        Mono<Circuit> change = known.find(caller, name).flatMap(key -> circuits.force(key, to, reason, caller.actor()));
        String action = to == ForcedState.OPEN ? "circuit.force_open" : "circuit.force_close";
        return changes.carryOut(caller, action, name, Map.of("reason", reason), change)
                .map(circuit -> view(known.workspace(caller), name));
    }

    private static String reason(@Nullable Decision decision, String standard) {
        String reason = decision == null ? null : decision.reason();
        return reason == null || reason.isBlank() ? standard : reason;
    }

    private CircuitView view(Workspace workspace, String name) {
        return CircuitView.of(
                name, workspace.providers().containsKey(name), circuits.get(new CircuitKey(workspace.id(), name)));
    }
}
