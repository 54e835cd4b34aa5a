package io.switchgear.query.metric;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.paging.TimeRange;

/**
 * What a series of a received metric is read by.
 *
 * @param workspace the tenant
 * @param metric its name
 * @param groupBy {@code service} or the name of an attribute; null for all together
 * @param range which points
 * @param step whose multiples since the epoch are where steps begin; the first begins with the range
 */
public record ReadingQuery(
        UUID workspace, String metric, @Nullable String groupBy, TimeRange range, Duration step) {}
