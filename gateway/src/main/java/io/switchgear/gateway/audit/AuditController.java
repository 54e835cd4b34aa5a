package io.switchgear.gateway.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.audit.AuditEvent;
import io.switchgear.common.csv.Csv;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.common.paging.TimeRange;

/** The audit log, for a workspace's administrators. */
@RestController
class AuditController {

    private static final List<String> COLUMNS =
            List.of("at", "actor", "action", "target", "outcome", "user_id", "request_id", "address", "details", "id");
    private static final int CSV_PAGE = 1000;

    private final AuditStore store;
    private final InstantSource clock;

    AuditController(AuditStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** All entries unless a range is given; {@code outcome=failure} is everything but success. */
    @GetMapping("/api/v1/audit")
    Mono<Page<AuditEvent>> list(
            @Requires(Permission.ADMIN) Caller caller,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = after(Cursor.decode(cursor, 2), filter(actor, action, target, outcome, range, from, to));
        return store.find(caller.workspaceId(), filter, limit + 1)
                .collectList()
                .map(rows -> Page.of(rows, limit, event -> Cursor.encode(event.at(), event.id())));
    }

    /** The whole filtered list as CSV. */
    @GetMapping(path = "/api/v1/audit", produces = "text/csv")
    Mono<Void> csv(
            @Requires(Permission.ADMIN) Caller caller,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        var filter = filter(actor, action, target, outcome, range, from, to);
        return Csv.write(
                exchange.getResponse(),
                "audit.csv",
                COLUMNS,
                all(caller.workspaceId(), filter).map(AuditController::cells));
    }

    /** Page by page, so that neither side holds the whole list. */
    private Flux<AuditEvent> all(UUID workspace, AuditFilter first) {
        return page(workspace, first)
                .expand(rows -> rows.size() < CSV_PAGE
                        ? Mono.empty()
                        : page(
                                workspace,
                                after(rows.getLast().at(), rows.getLast().id(), first)))
                .concatMapIterable(rows -> rows);
    }

    private Mono<List<AuditEvent>> page(UUID workspace, AuditFilter filter) {
        return store.find(workspace, filter, CSV_PAGE).collectList();
    }

    private static List<@Nullable Object> cells(AuditEvent event) {
        return Arrays.asList(
                event.at(),
                event.actor(),
                event.action(),
                event.target(),
                event.outcome(),
                event.userId(),
                event.requestId(),
                event.details().get("address"),
                event.details(),
                event.id());
    }

    private AuditFilter filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String target,
            @Nullable String outcome,
            @Nullable String range,
            @Nullable String from,
            @Nullable String to) {
        TimeRange span =
                range == null && from == null && to == null ? null : TimeRange.parse(range, from, to, clock.instant());
        return new AuditFilter(
                actor,
                action,
                target,
                outcome,
                span == null ? null : span.from(),
                span == null ? null : span.to(),
                null,
                null);
    }

    private static AuditFilter after(@Nullable Cursor cursor, AuditFilter filter) {
        if (cursor == null) {
            return filter;
        }
        try {
            return after(
                    Instant.parse(cursor.parts().get(0)),
                    UUID.fromString(cursor.parts().get(1)),
                    filter);
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw Cursor.unreadable();
        }
    }

    private static AuditFilter after(Instant at, UUID id, AuditFilter filter) {
        return new AuditFilter(
                filter.actor(), filter.action(), filter.target(), filter.outcome(), filter.from(), filter.to(), at, id);
    }
}
