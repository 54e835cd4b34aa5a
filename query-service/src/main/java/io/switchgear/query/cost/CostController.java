package io.switchgear.query.cost;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

import io.switchgear.common.csv.Csv;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.TimeRange;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.query.cache.AnswerCache;
import io.switchgear.query.cache.CacheKeys;
import io.switchgear.query.rollup.Dimension;
import io.switchgear.query.rollup.Rollups;
import io.switchgear.query.rollup.Series;

/** Cost and tokens. */
@RestController
class CostController {

    private static final Duration TTL = Duration.ofMinutes(5);
    private static final List<String> HEADER = List.of(
            "group",
            "requests",
            "cost_usd",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "reasoning_tokens",
            "failed_attempts",
            "failed_attempt_cost_usd",
            "hedged_attempts",
            "hedged_attempt_cost_usd");

    private final Rollups rollups;
    private final AnswerCache cache;
    private final InstantSource clock;

    CostController(Rollups rollups, AnswerCache cache, InstantSource clock) {
        this.rollups = rollups;
        this.cache = cache;
        this.clock = clock;
    }

    /** Cost and tokens by provider, model, service or key; {@code format=csv} for a table. */
    @GetMapping("/api/v1/costs")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Costs.class)))
    Mono<ResponseEntity<Costs>> costs(
            @Requires(Permission.QUERY_VIEW) Caller caller,
            @RequestParam(name = "group_by", defaultValue = "provider") String groupBy,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            ServerWebExchange exchange) {
        var group = Dimension.of(groupBy);
        if (group == null || group == Dimension.STATUS) {
            throw ProblemException.badRequest("bad_group_by", "group_by must be one of provider, model, service, key.");
        }
        TimeRange span = TimeRange.parse(range, from, to, clock.instant());
        UUID workspace = caller.workspaceId();
        if (Csv.wanted(exchange.getRequest())) {
            return compute(workspace, groupBy, group, span)
                    .flatMap(costs -> Csv.write(
                            exchange.getResponse(),
                            "costs.csv",
                            HEADER,
                            Flux.fromIterable(costs.items()).map(CostController::cells)))
                    .then(Mono.empty());
        }
        return cache.respond(
                workspace,
                "costs:" + workspace + ":" + groupBy + ":" + CacheKeys.of(span),
                TTL,
                new TypeReference<Costs>() {},
                () -> compute(workspace, groupBy, group, span));
    }

    private Mono<Costs> compute(UUID workspace, String groupBy, Dimension group, TimeRange span) {
        return Mono.zip(
                        rollups.totals(workspace, Series.REQUEST, span, group),
                        rollups.totals(workspace, Series.ATTEMPT, span, group))
                .map(read -> Costs.of(span.label(), groupBy, read.getT1(), read.getT2()));
    }

    private static List<@Nullable Object> cells(CostRow row) {
        return Arrays.asList(
                row.group(),
                row.requests(),
                row.costUsd(),
                row.inputTokens(),
                row.outputTokens(),
                row.cacheReadTokens(),
                row.cacheWriteTokens(),
                row.reasoningTokens(),
                row.failedAttempts(),
                row.failedAttemptCostUsd(),
                row.hedgedAttempts(),
                row.hedgedAttemptCostUsd());
    }
}
