package io.switchgear.query.metric;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One point of an OTLP metric.
 *
 * @param workspace the tenant
 * @param at its time
 * @param metric name
 * @param service {@code service.name}
 * @param series hash of what tells series of this metric and service apart
 * @param type {@code gauge}; {@code counter}, {@code sum} (may fall), {@code sum_delta}; {@code histogram},
 *     {@code exponential_histogram}, each with {@code _delta}, too; {@code summary}
 * @param unit UCUM
 * @param value of gauges and sums
 * @param count of histograms and summaries
 * @param sum of histograms and summaries
 * @param buckets of histograms, as {@link Buckets} writes them
 * @param attributes as JSON
 */
public record MetricPoint(
        UUID workspace,
        Instant at,
        String metric,
        String service,
        long series,
        String type,
        String unit,
        @Nullable Double value,
        @Nullable Long count,
        @Nullable Double sum,
        @Nullable String buckets,
        String attributes) {}
