package io.switchgear.query.metric;

import java.time.Duration;
import java.util.UUID;

import io.r2dbc.postgresql.codec.Interval;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

import io.switchgear.common.paging.TimeRange;

/**
 * What a series of a received metric is read by.
 *
 * @param groupBy {@code service} or the name of an attribute; null for all together
 * @param step whose multiples since the epoch are where steps begin
 */
public record ReadingQuery(
        UUID workspace, String metric, @Nullable String groupBy, TimeRange range, Duration step) {

    /** The group that a point belongs to. */
    static final String GROUPED =
            "case :group when '' then '' when 'service' then service else coalesce(attributes ->> :group, '') end";

    /** The step that a point belongs to; the first begins with the range. */
    static final String STEP = "greatest(date_bin(:step, at, timestamptz 'epoch'), cast(:from as timestamptz))";

    /** Which points: a cumulative series' first says nothing of growth, so that those of one step before are read, too. */
    static final String POINTS = """
        workspace_id = :workspace and metric = :metric and at >= cast(:from as timestamptz) - :step and at < :to\
        """;

    DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .bind("workspace", workspace)
                .bind("metric", metric)
                .bind("group", Parameters.in(R2dbcType.VARCHAR, groupBy == null ? "" : groupBy))
                .bind("from", range.from())
                .bind("to", range.to())
                .bind("step", Interval.of(step));
    }
}
