package io.switchgear.health.balancer;

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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.csv.Csv;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Page;
import io.switchgear.common.web.WireTimes;
import io.switchgear.health.listing.Choice;
import io.switchgear.health.listing.PageStream;
import io.switchgear.health.listing.PastRange;

/** How requests were spread over the targets of pools, as a list and as CSV. */
@RestController
class BalancerController {

    private static final String PATH = "/api/v1/health/load-balancer/metrics";
    private static final List<String> GRANULARITIES = List.of("hour", "day", "month");
    private static final List<String> HEADER = List.of(
            "at",
            "granularity",
            "group_name",
            "provider",
            "model",
            "requests",
            "successes",
            "failures",
            "success_rate",
            "avg_latency_ms",
            "min_latency_ms",
            "max_latency_ms",
            "share");

    private final BalancerReader reader;
    private final InstantSource clock;

    BalancerController(BalancerReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Mono<Page<BalancerMetric>> metrics(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @Parameter(schema = @Schema(allowableValues = {"hour", "day", "month"}))
                    @RequestParam(defaultValue = "hour")
                    String granularity,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Choice.check("granularity", granularity, GRANULARITIES);
        var asked = PastRange.parse(range, from, to, clock.instant());
        return reader.page(caller.workspaceId(), granularity, asked, limit, cursor);
    }

    @Hidden
    @GetMapping(value = PATH, produces = "text/csv")
    Mono<Void> csv(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @RequestParam(defaultValue = "hour") String granularity,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            ServerHttpResponse response) {
        Choice.check("granularity", granularity, GRANULARITIES);
        var asked = PastRange.parse(range, from, to, clock.instant());
        var metrics = PageStream.all(
                Mono.defer(() -> reader.page(caller.workspaceId(), granularity, asked, PageStream.SIZE, null)),
                next -> reader.page(caller.workspaceId(), granularity, asked, PageStream.SIZE, next));
        return Csv.write(response, "load-balancer-metrics.csv", HEADER, metrics.map(BalancerController::cells));
    }

    private static List<@Nullable Object> cells(BalancerMetric metric) {
        return Arrays.<@Nullable Object>asList(
                WireTimes.format(metric.at()),
                metric.granularity(),
                metric.groupName(),
                metric.provider(),
                metric.model(),
                metric.requests(),
                metric.successes(),
                metric.failures(),
                metric.successRate(),
                metric.avgLatencyMs(),
                metric.minLatencyMs(),
                metric.maxLatencyMs(),
                metric.share());
    }
}
