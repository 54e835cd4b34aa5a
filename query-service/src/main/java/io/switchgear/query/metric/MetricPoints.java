package io.switchgear.query.metric;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.CopyRows;
import io.switchgear.query.bulk.Transactions;
import io.switchgear.query.cache.DataGeneration;

/** The table of metric points. */
@Component
public class MetricPoints {

    private static final List<String> COLUMNS = List.of(
            "workspace_id",
            "at",
            "metric",
            "service",
            "series",
            "type",
            "unit",
            "value",
            "count",
            "sum",
            "attributes",
            "buckets");

    /** In one order, so that no two transactions that store the same points wait for each other. */
    private static final String STORE = """
        insert into metric_points select * from staged_metric_points
        order by workspace_id, metric, service, series, at on conflict do nothing
        """;

    private final Transactions transactions;
    private final DataGeneration generation;

    MetricPoints(Transactions transactions, DataGeneration generation) {
        this.transactions = transactions;
        this.generation = generation;
    }

    /** Stores points, each at most once; completes after the commit. */
    public Mono<Void> store(List<MetricPoint> points) {
        if (points.isEmpty()) {
            return Mono.empty();
        }
        var rows = new CopyRows(COLUMNS);
        points.forEach(point -> add(rows, point));
        return transactions
                .in(session -> session.stage("metric_points")
                        .then(session.copy("staged_metric_points", rows))
                        .then(session.execute(STORE)))
                .doOnNext(stored -> generation.changed(
                        points.stream().map(MetricPoint::workspace).collect(Collectors.toSet())))
                .then();
    }

    private static void add(CopyRows rows, MetricPoint point) {
        rows.startRow()
                .add(point.workspace())
                .add(point.at())
                .add(point.metric())
                .add(point.service())
                .add(point.series())
                .add(point.type())
                .add(point.unit())
                .add(point.value())
                .add(point.count())
                .add(point.sum())
                .addJson(point.attributes())
                .addJson(point.buckets());
    }
}
