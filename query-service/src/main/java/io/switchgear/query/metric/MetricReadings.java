package io.switchgear.query.metric;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.r2dbc.postgresql.codec.Interval;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import static io.switchgear.query.bulk.Columns.required;

/**
 * Reads OTLP metrics per step. A gauge is the mean of its points; an up-down counter the sum of its series' means; a counter what it
 * grew by, restarts included; a histogram or summary the mean of what was recorded.
 */
@Component
public class MetricReadings {

    /** The group that a point belongs to. */
    static final String GROUPED =
            "case :group when '' then '' when 'service' then service else coalesce(attributes ->> :group, '') end";

    /** The step that a point belongs to. */
    static final String STEP = "greatest(date_bin(:step, at, timestamptz 'epoch'), cast(:from as timestamptz))";

    /** Which points: a cumulative series' first says nothing of growth, so that those of one step before are read, too. */
    static final String POINTS =
            "workspace_id = :workspace and metric = :metric and at >= cast(:from as timestamptz) - :step and at < :to";

    private static final String READ = """
        with points as (
            select at, service, series, type, unit, value, sum, count,
                   %1$s as grouped,
                   lag(value) over w as value_before, lag(sum) over w as sum_before, lag(count) over w as count_before
            from metric_points
            where %2$s
            window w as (partition by service, series order by at)),
        grown as (
            select %3$s as step, grouped, service, series, type, unit, value,
                   case when type like '%%delta' then value
                        when value >= value_before then value - value_before
                        when value < value_before then value end as growth,
                   case when type like '%%delta' then sum
                        when count >= count_before then sum - sum_before
                        when count < count_before then sum end as recorded,
                   case when type like '%%delta' then count
                        when count >= count_before then count - count_before
                        when count < count_before then count end as records
            from points where at >= :from and (value is null or value between -1e300 and 1e300)),
        means as (
            select step, grouped, min(type) as type, min(unit) as unit, avg(value) as mean, sum(growth) as growth,
                   sum(recorded) as recorded, sum(records) as records
            from grown group by step, grouped, service, series)
        select step, grouped, min(unit) as unit,
               case when min(type) = 'gauge' then avg(mean)
                    when min(type) = 'sum' then sum(mean)
                    when min(type) in ('counter', 'sum_delta') then sum(growth)
                    when sum(records) > 0 then sum(recorded) / sum(records)::double precision end as value
        from means group by step, grouped
        """.formatted(GROUPED, POINTS, STEP);

    private final DatabaseClient database;

    MetricReadings(DatabaseClient database) {
        this.database = database;
    }

    /**
     * One step's value.
     *
     * @param step its start
     * @param group service, or value of the attribute grouped by; empty without one
     * @param unit UCUM, as sent
     * @param value null where nothing can be said yet
     */
    public record Reading(
            Instant step,
            String group,
            String unit,
            @Nullable Double value) {}

    /** Whether any point of this metric is kept. */
    public Mono<Boolean> knows(UUID workspace, String metric) {
        return database.sql("select exists (select from metric_points where workspace_id = :workspace and metric ="
                        + " :metric) as known")
                .bind("workspace", workspace)
                .bind("metric", metric)
                .map(row -> required(row, "known", Boolean.class))
                .one();
    }

    public Mono<List<Reading>> read(ReadingQuery query) {
        return bind(database.sql(READ), query)
                .map(row -> new Reading(
                        required(row, "step", Instant.class),
                        required(row, "grouped", String.class),
                        required(row, "unit", String.class),
                        row.get("value", Double.class)))
                .all()
                .collectList();
    }

    static GenericExecuteSpec bind(GenericExecuteSpec statement, ReadingQuery query) {
        return statement
                .bind("workspace", query.workspace())
                .bind("metric", query.metric())
                .bind("group", Parameters.in(R2dbcType.VARCHAR, query.groupBy() == null ? "" : query.groupBy()))
                .bind("from", query.range().from())
                .bind("to", query.range().to())
                .bind("step", Interval.of(query.step()));
    }
}
