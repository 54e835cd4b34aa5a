package io.switchgear.query.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.paging.TimeRange;

import static io.switchgear.query.bulk.Columns.required;

/**
 * Reads sums and sketches: folded rows of the largest grain that fits, plus deltas, in one statement and thus of one moment. What
 * it costs depends on the range and the number of series, not of spans.
 */
@Component
public class Rollups {

    private final DatabaseClient database;

    Rollups(DatabaseClient database) {
        this.database = database;
    }

    /** Sums of one kind, by {@code group} or in one row; no row where there is nothing. */
    public Mono<List<Totals>> totals(UUID workspace, String kind, TimeRange range, @Nullable Dimension group) {
        return totals(workspace, kind, range.from(), Segment.of(range.from(), range.to()), range.to(), group, null);
    }

    /** The same per {@code step} of the clock, see {@link Segment}; the first begins with the range. */
    public Mono<List<Totals>> totals(
            UUID workspace, String kind, TimeRange range, @Nullable Dimension group, Duration step) {
        return totals(
                workspace, kind, range.from(), Segment.of(range.from(), range.to(), step), range.to(), group, step);
    }

    /** Sketches of one kind, by {@code group} or in one row; per {@code step} if given. */
    public Mono<List<Distribution>> distributions(
            UUID workspace, String kind, TimeRange range, @Nullable Dimension group, @Nullable Duration step) {
        if (group != null && !group.sketched()) {
            throw new IllegalArgumentException("No sketches by " + group);
        }
        List<Segment> segments =
                step == null ? Segment.of(range.from(), range.to()) : Segment.of(range.from(), range.to(), step);
        String columns = (group == null ? "''" : group.column()) + " as grouped, " + bucket(step)
                + " as step, duration, first_token";
        var sql = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            sql.append("select ")
                    .append(columns)
                    .append(" from sketch where ")
                    .append(segmentFilter(i))
                    .append(" union all ");
        }
        sql.append("select ")
                .append(columns)
                .append(" from sketch_delta where ")
                .append(deltaFilter());
        return bind(sql.toString(), workspace, kind, range.from(), range.to(), segments, step)
                .map(SketchRow::of)
                .all()
                .collectList()
                .map(Rollups::merge);
    }

    private Mono<List<Totals>> totals(
            UUID workspace,
            String kind,
            Instant from,
            List<Segment> segments,
            Instant to,
            @Nullable Dimension group,
            @Nullable Duration step) {
        var rows = new StringBuilder();
        String columns = "workspace_id, bucket, kind, service, provider, model, api_key, status, count, input_tokens,"
                + " output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_nano_usd, duration_us,"
                + " quality_sum, quality_count, last_at";
        for (int i = 0; i < segments.size(); i++) {
            rows.append("select ")
                    .append(columns)
                    .append(" from rollup where ")
                    .append(segmentFilter(i))
                    .append(" union all ");
        }
        rows.append("select ")
                .append(columns)
                .append(" from rollup_delta where ")
                .append(deltaFilter());
        String sql = "select " + (group == null ? "''" : group.column()) + " as grouped, " + bucket(step) + " as step,"
                + """
                 least(greatest(sum(count), -9e18), 9e18)::bigint as count,
                 least(greatest(coalesce(sum(count) filter (where status = 'error'), 0), -9e18), 9e18)::bigint as errors,
                 least(greatest(coalesce(sum(count) filter (where status = 'cancelled'), 0), -9e18), 9e18)::bigint as cancelled,
                 least(greatest(sum(input_tokens), -9e18), 9e18)::bigint as input_tokens,
                 least(greatest(sum(output_tokens), -9e18), 9e18)::bigint as output_tokens,
                 least(greatest(sum(cache_read_tokens), -9e18), 9e18)::bigint as cache_read_tokens,
                 least(greatest(sum(cache_write_tokens), -9e18), 9e18)::bigint as cache_write_tokens,
                 least(greatest(sum(reasoning_tokens), -9e18), 9e18)::bigint as reasoning_tokens,
                 least(greatest(sum(cost_nano_usd), -9e18), 9e18)::bigint as cost_nano_usd,
                 least(greatest(coalesce(sum(cost_nano_usd) filter (where status = 'error'), 0), -9e18), 9e18)::bigint as failed_cost,
                 least(greatest(coalesce(sum(cost_nano_usd) filter (where status = 'cancelled'), 0), -9e18), 9e18)::bigint as cancelled_cost,
                 least(greatest(sum(duration_us), -9e18), 9e18)::bigint as duration_us, sum(quality_sum) as quality_sum,
                 sum(quality_count)::bigint as quality_count, max(last_at) filter (where count > 0) as last_at
                from (
                """
                + rows + ") as r group by 1, 2 having sum(count) <> 0";
        return bind(sql, workspace, kind, from, to, segments, step)
                .map(Rollups::total)
                .all()
                .collectList();
    }

    private static String bucket(@Nullable Duration step) {
        return step == null
                ? "null::timestamptz"
                : "greatest(date_bin(:step, bucket, timestamptz 'epoch'), cast(:from as timestamptz))";
    }

    private static String segmentFilter(int i) {
        return "workspace_id = :workspace and grain = :grain" + i + " and kind = :kind and bucket >= :from" + i
                + " and bucket < :to" + i;
    }

    private static String deltaFilter() {
        return "workspace_id = :workspace and kind = :kind and bucket >= :from and bucket < :to";
    }

    private DatabaseClient.GenericExecuteSpec bind(
            String sql,
            UUID workspace,
            String kind,
            Instant from,
            Instant to,
            List<Segment> segments,
            @Nullable Duration step) {
        var statement = database.sql(sql)
                .bind("workspace", workspace)
                .bind("kind", kind)
                .bind("from", from)
                .bind("to", to);
        for (int i = 0; i < segments.size(); i++) {
            statement = statement
                    .bind("grain" + i, segments.get(i).grain())
                    .bind("from" + i, segments.get(i).from())
                    .bind("to" + i, segments.get(i).to());
        }
        return step == null ? statement : statement.bind("step", io.r2dbc.postgresql.codec.Interval.of(step));
    }

    private static Totals total(Readable row) {
        return new Totals(
                text(row, "grouped"),
                row.get("step", Instant.class),
                number(row, "count"),
                number(row, "errors"),
                number(row, "cancelled"),
                number(row, "input_tokens"),
                number(row, "output_tokens"),
                number(row, "cache_read_tokens"),
                number(row, "cache_write_tokens"),
                number(row, "reasoning_tokens"),
                number(row, "cost_nano_usd"),
                number(row, "failed_cost"),
                number(row, "cancelled_cost"),
                number(row, "duration_us"),
                required(row, "quality_sum", Double.class),
                number(row, "quality_count"),
                row.get("last_at", Instant.class));
    }

    private record SketchRow(Slot slot, byte[] duration, byte[] firstToken) {

        static SketchRow of(Readable row) {
            return new SketchRow(
                    new Slot(text(row, "grouped"), row.get("step", Instant.class)),
                    required(row, "duration", byte[].class),
                    required(row, "first_token", byte[].class));
        }
    }

    private record Slot(String group, @Nullable Instant bucket) {}

    private static List<Distribution> merge(List<SketchRow> rows) {
        Map<Slot, Distribution> merged = new HashMap<>();
        for (SketchRow row : rows) {
            var into = merged.computeIfAbsent(
                    row.slot(), slot -> new Distribution(slot.group(), slot.bucket(), new Sketch(), new Sketch()));
            into.duration().merge(row.duration());
            into.firstToken().merge(row.firstToken());
        }
        return new ArrayList<>(merged.values());
    }

    private static String text(Readable row, String column) {
        String value = row.get(column, String.class);
        return value == null ? "" : value;
    }

    private static long number(Readable row, String column) {
        Long value = row.get(column, Long.class);
        return value == null ? 0 : value;
    }
}
