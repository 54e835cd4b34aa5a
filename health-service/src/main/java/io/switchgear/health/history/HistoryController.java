package io.switchgear.health.history;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.csv.Csv;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Page;
import io.switchgear.common.web.WireTimes;
import io.switchgear.health.listing.Choice;
import io.switchgear.health.listing.PageStream;
import io.switchgear.health.listing.PastRange;
import io.switchgear.health.status.ProviderStatuses;

/** A provider's history, as a list and as CSV. */
@RestController
class HistoryController {

    private static final String PATH = "/api/v1/health/providers/{name}/history";
    private static final List<String> TYPES =
            List.of("state_change", "failure", "success", "probe", "forced", "reset", "config");
    private static final List<String> CATEGORIES =
            Arrays.stream(FailureCategory.values()).map(FailureCategory::wire).toList();
    private static final List<String> HEADER = List.of(
            "id",
            "at",
            "last_at",
            "type",
            "category",
            "count",
            "from_state",
            "to_state",
            "message",
            "trace_id",
            "avg_latency_ms",
            "min_latency_ms",
            "max_latency_ms",
            "actor");

    private final HistoryReader reader;
    private final ProviderStatuses providers;
    private final InstantSource clock;

    HistoryController(HistoryReader reader, ProviderStatuses providers, InstantSource clock) {
        this.reader = reader;
        this.providers = providers;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Mono<Page<HistoryEntry>> history(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @PathVariable String name,
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "state_change",
                                                "failure",
                                                "success",
                                                "probe",
                                                "forced",
                                                "reset",
                                                "config"
                                            }))
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "timeout",
                                                "connection",
                                                "rate_limit",
                                                "auth",
                                                "quota",
                                                "server",
                                                "protocol",
                                                "other"
                                            }))
                    @RequestParam(required = false)
                    @Nullable
                    String category,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = query(caller, name, type, category, range, from, to);
        return providers.find(caller.workspaceId(), name).then(Mono.defer(() -> reader.page(query, limit, cursor)));
    }

    @Hidden
    @GetMapping(value = PATH, produces = "text/csv")
    Mono<Void> csv(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            ServerHttpResponse response) {
        var query = query(caller, name, type, category, range, from, to);
        var entries = PageStream.all(
                Mono.defer(() -> reader.page(query, PageStream.SIZE, null)),
                next -> reader.page(query, PageStream.SIZE, next));
        return providers
                .find(caller.workspaceId(), name)
                .then(Csv.write(response, "provider-history.csv", HEADER, entries.map(HistoryController::cells)));
    }

    private HistoryReader.Query query(
            Caller caller,
            String name,
            @Nullable String type,
            @Nullable String category,
            @Nullable String range,
            @Nullable String from,
            @Nullable String to) {
        return new HistoryReader.Query(
                caller.workspaceId(),
                name,
                PastRange.parse(range, from, to, clock.instant()),
                Choice.check("type", type, TYPES),
                Choice.check("category", category, CATEGORIES));
    }

    private static List<@Nullable Object> cells(HistoryEntry entry) {
        return Arrays.<@Nullable Object>asList(
                entry.id(),
                WireTimes.format(entry.at()),
                WireTimes.format(entry.lastAt()),
                entry.type(),
                entry.category(),
                entry.count(),
                entry.fromState(),
                entry.toState(),
                entry.message(),
                entry.traceId(),
                entry.avgLatencyMs(),
                entry.minLatencyMs(),
                entry.maxLatencyMs(),
                entry.actor());
    }
}
