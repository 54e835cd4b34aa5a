package io.switchgear.query.kpi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.TimeRange;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.query.cache.AnswerCache;
import io.switchgear.query.cache.CacheKeys;
import io.switchgear.query.metric.HistogramReadings;
import io.switchgear.query.metric.MetricReadings;
import io.switchgear.query.metric.Percentile;
import io.switchgear.query.metric.ReadingQuery;
import io.switchgear.query.rollup.Dimension;
import io.switchgear.query.rollup.Rollups;
import io.switchgear.query.rollup.Series;
import io.switchgear.query.rollup.Sketch;
import io.switchgear.query.rollup.Totals;

/** Key figures and series. */
@RestController
@RequestMapping("/api/v1/metrics")
class MetricsController {

    private static final Duration KPI_TTL = Duration.ofMinutes(5);
    private static final Duration SERIES_TTL = Duration.ofMinutes(1);

    private final Rollups rollups;
    private final MetricReadings readings;
    private final HistogramReadings histograms;
    private final AnswerCache cache;
    private final InstantSource clock;

    MetricsController(
            Rollups rollups,
            MetricReadings readings,
            HistogramReadings histograms,
            AnswerCache cache,
            InstantSource clock) {
        this.rollups = rollups;
        this.readings = readings;
        this.histograms = histograms;
        this.cache = cache;
        this.clock = clock;
    }

    /** Key figures against the period of equal length before. */
    @GetMapping("/home-kpis")
    Mono<ResponseEntity<HomeKpis>> homeKpis(
            @Requires(Permission.QUERY_VIEW) Caller caller,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        TimeRange span = TimeRange.parse(range, from, to, clock.instant());
        UUID workspace = caller.workspaceId();
        return cache.respond(
                workspace,
                "home_kpis:" + workspace + ":" + CacheKeys.of(span),
                KPI_TTL,
                new TypeReference<HomeKpis>() {},
                () -> compute(workspace, span));
    }

    private Mono<HomeKpis> compute(UUID workspace, TimeRange span) {
        return Mono.zip(
                        rollups.totals(workspace, Series.REQUEST, span, null),
                        rollups.totals(workspace, Series.REQUEST, span.previous(), null),
                        rollups.distributions(workspace, Series.ALL, span, null, null))
                .map(read -> HomeKpis.of(
                        span.label(),
                        only(read.getT1()),
                        only(read.getT2()),
                        read.getT3().isEmpty()
                                ? new Sketch()
                                : read.getT3().getFirst().duration()));
    }

    private static Totals only(List<Totals> rows) {
        return rows.isEmpty() ? Totals.NONE : rows.getFirst();
    }

    /**
     * One metric over time, by a dimension if wanted. The metric is one of Switchgear's own or an OTLP metric; the latter can be
     * grouped by service or by any attribute. Of a histogram {@code <metric>} is the mean, {@code <metric>:p95} a percentile (50,
     * 75, 90, 95 or 99).
     */
    @GetMapping("/series")
    Mono<ResponseEntity<MetricSeries>> series(
            @Requires(Permission.QUERY_VIEW) Caller caller,
            @RequestParam String metric,
            @RequestParam(name = "group_by", required = false) @Nullable String groupBy,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var wanted = SeriesMetric.find(metric);
        if (wanted == null) {
            return received(caller, metric, groupBy, TimeRange.parse(range, from, to, clock.instant()));
        }
        var group = Dimension.of(groupBy);
        if (wanted.isSketched() && group != null && !group.sketched()) {
            throw ProblemException.badRequest(
                    "bad_group_by", "Percentiles can be grouped by service, provider or model only.");
        }
        TimeRange span = TimeRange.parse(range, from, to, clock.instant());
        UUID workspace = caller.workspaceId();
        return cache.respond(
                workspace,
                "metrics:series:" + workspace + ":" + metric + ":" + (groupBy == null ? "" : groupBy) + ":"
                        + CacheKeys.of(span),
                SERIES_TTL,
                new TypeReference<MetricSeries>() {},
                () -> compute(workspace, wanted, group, span));
    }

    private Mono<ResponseEntity<MetricSeries>> received(
            Caller caller, String metric, @Nullable String groupBy, TimeRange span) {
        if (invalid(metric) || (groupBy != null && invalid(groupBy))) {
            throw SeriesMetric.unknown();
        }
        UUID workspace = caller.workspaceId();
        Duration step = Steps.of(span.length());
        var percentile = Percentile.of(metric);
        String known = percentile == null ? metric : percentile.metric();
        var query = new ReadingQuery(workspace, known, groupBy, span, step);
        return cache.respond(
                workspace,
                "metrics:otlp:" + workspace + ":" + metric.length() + ":" + metric + ":"
                        + (groupBy == null ? "" : groupBy) + ":" + CacheKeys.of(span),
                SERIES_TTL,
                new TypeReference<MetricSeries>() {},
                () -> readings.knows(workspace, known)
                        .filter(seen -> seen)
                        .switchIfEmpty(Mono.error(SeriesMetric::unknown))
                        .then(Mono.defer(() ->
                                percentile == null ? readings.read(query) : histograms.read(query, percentile.share())))
                        .map(found -> MetricSeries.ofReadings(metric, span, step, groupBy != null, found)));
    }

    private static boolean invalid(String name) {
        return name.isBlank() || name.length() > 256 || name.indexOf('\0') >= 0;
    }

    private Mono<MetricSeries> compute(UUID workspace, SeriesMetric metric, @Nullable Dimension group, TimeRange span) {
        Duration step = Steps.of(span.length());
        if (metric.isSketched()) {
            return rollups.distributions(workspace, group == null ? Series.ALL : Series.REQUEST, span, group, step)
                    .map(rows -> MetricSeries.ofDistributions(metric, span, step, group != null, rows));
        }
        return rollups.totals(workspace, Series.REQUEST, span, group, step)
                .map(rows -> MetricSeries.ofTotals(metric, span, step, group != null, rows));
    }
}
