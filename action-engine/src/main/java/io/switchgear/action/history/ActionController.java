package io.switchgear.action.history;

import java.time.InstantSource;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionIds;
import io.switchgear.action.lifecycle.ActionLog;
import io.switchgear.action.lifecycle.ActionState;
import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Page;

/** The workspace's actions, newest first. */
@RestController
final class ActionController {

    private final ActionLog log;
    private final InstantSource clock;

    ActionController(ActionLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    @GetMapping(path = "/api/v1/actions", produces = MediaType.APPLICATION_JSON_VALUE)
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = ActionState.class))
    @Parameter(name = "type", in = ParameterIn.QUERY, schema = @Schema(implementation = ActionType.class))
    @Parameter(name = "service_name", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "cluster_name", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "range", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "from", in = ParameterIn.QUERY, schema = @Schema(type = "string", format = "date-time"))
    @Parameter(name = "to", in = ParameterIn.QUERY, schema = @Schema(type = "string", format = "date-time"))
    @Parameter(name = "format", in = ParameterIn.QUERY, schema = @Schema(type = "string", allowableValues = "csv"))
    Mono<Page<Action>> list(
            @Requires(Permission.ACTION_VIEW) Caller caller,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(hidden = true) ServerHttpRequest request) {
        var filter = ActionQuery.filter(request.getQueryParams(), clock.instant());
        var after = ActionQuery.position(cursor);
        return log.list(
                        caller.workspaceId(),
                        filter,
                        after == null ? null : after.createdAt(),
                        after == null ? null : after.id(),
                        limit + 1)
                .collectList()
                .map(rows -> Page.of(rows, limit, ActionQuery::cursor));
    }

    @Operation(hidden = true)
    @GetMapping(path = "/api/v1/actions", params = "format=csv")
    Mono<Void> csvByFormat(
            @Requires(Permission.ACTION_VIEW) Caller caller, ServerHttpRequest request, ServerHttpResponse response) {
        return csvByAccept(caller, request, response);
    }

    @Operation(hidden = true)
    @GetMapping(path = "/api/v1/actions", produces = "text/csv")
    Mono<Void> csvByAccept(
            @Requires(Permission.ACTION_VIEW) Caller caller, ServerHttpRequest request, ServerHttpResponse response) {
        var filter = ActionQuery.filter(request.getQueryParams(), clock.instant());
        return ActionCsv.write(response, log.list(caller.workspaceId(), filter, null, null, Integer.MAX_VALUE));
    }

    @GetMapping("/api/v1/actions/{id}")
    Mono<Action> detail(@Requires(Permission.ACTION_VIEW) Caller caller, @PathVariable String id) {
        return log.find(caller.workspaceId(), ActionIds.parse(id))
                .switchIfEmpty(Mono.error(() -> ActionIds.unknown(id)));
    }
}
