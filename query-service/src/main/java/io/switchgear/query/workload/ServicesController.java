package io.switchgear.query.workload;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Page;
import io.switchgear.common.paging.TimeRange;
import io.switchgear.query.cache.AnswerCache;
import io.switchgear.query.cache.CacheKeys;
import io.switchgear.query.rollup.Dimension;
import io.switchgear.query.rollup.Distribution;
import io.switchgear.query.rollup.Rollups;
import io.switchgear.query.rollup.Series;
import io.switchgear.query.rollup.Sketch;
import io.switchgear.query.rollup.Totals;

/** The services that send telemetry. */
@RestController
class ServicesController {

    private static final Duration TTL = Duration.ofMinutes(1);

    private final Rollups rollups;
    private final Workloads workloads;
    private final AnswerCache cache;
    private final ServicesProperties properties;
    private final InstantSource clock;

    ServicesController(
            Rollups rollups,
            Workloads workloads,
            AnswerCache cache,
            ServicesProperties properties,
            InstantSource clock) {
        this.rollups = rollups;
        this.workloads = workloads;
        this.cache = cache;
        this.properties = properties;
        this.clock = clock;
    }

    private record Figures(Totals totals, Sketch duration) {}

    /** All services of the workspace, by name. */
    @GetMapping("/api/v1/services")
    Mono<ResponseEntity<Page<ServiceStatus>>> services(
            @Requires(Permission.QUERY_VIEW) Caller caller,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        TimeRange span = TimeRange.parse(range, from, to, clock.instant());
        UUID workspace = caller.workspaceId();
        return cache.respond(
                workspace,
                "services:" + workspace + ":" + CacheKeys.of(span),
                TTL,
                new TypeReference<Page<ServiceStatus>>() {},
                () -> compute(workspace, span));
    }

    private Mono<Page<ServiceStatus>> compute(UUID workspace, TimeRange span) {
        return Mono.zip(
                        figures(workspace, Series.REQUEST, span),
                        figures(workspace, Series.OPERATION, span),
                        workloads.of(workspace))
                .map(read -> {
                    // A service that shows its own operations is judged by these, others by their GenAI requests.
                    var figures = new TreeMap<>(read.getT1());
                    figures.putAll(read.getT2());
                    return new Page<>(
                            figures.entrySet().stream()
                                    .map(entry -> status(
                                            entry.getKey(),
                                            entry.getValue(),
                                            span,
                                            read.getT3().get(entry.getKey())))
                                    .toList(),
                            null);
                });
    }

    private Mono<Map<String, Figures>> figures(UUID workspace, String kind, TimeRange span) {
        return Mono.zip(
                        rollups.totals(workspace, kind, span, Dimension.SERVICE),
                        rollups.distributions(workspace, kind, span, Dimension.SERVICE, null))
                .map(read -> merge(read.getT1(), read.getT2()));
    }

    private static Map<String, Figures> merge(List<Totals> totals, List<Distribution> distributions) {
        var sketches = new HashMap<String, Sketch>();
        distributions.forEach(row -> sketches.put(row.group(), row.duration()));
        var figures = new HashMap<String, Figures>();
        totals.stream()
                .filter(row -> row.count() > 0)
                .forEach(row ->
                        figures.put(row.group(), new Figures(row, sketches.getOrDefault(row.group(), new Sketch()))));
        return figures;
    }

    private ServiceStatus status(
            String service, Figures figures, TimeRange span, ServiceStatus.@Nullable Replicas replicas) {
        Totals totals = figures.totals();
        Double errorRate = totals.errorRate();
        return new ServiceStatus(
                service,
                properties.status(errorRate == null ? 0 : errorRate),
                totals.count(),
                totals.count() / (span.length().toMillis() / 60_000.0),
                errorRate,
                Distribution.millis(figures.duration(), 0.95),
                totals.lastAt(),
                replicas);
    }
}
