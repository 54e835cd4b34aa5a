package io.switchgear.query.price;

import java.time.Instant;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

import io.switchgear.query.rollup.Series;
import io.switchgear.query.span.Tokens;

import static io.switchgear.query.bulk.Columns.required;

/** A stored inference, as far as its price goes. */
record PricedSpan(
        UUID workspace,
        UUID traceId,
        long spanId,
        Instant startedAt,
        boolean counted,
        Series series,
        @Nullable String provider,
        @Nullable String requestModel,
        @Nullable String responseModel,
        Tokens tokens,
        @Nullable Long costNanoUsd,
        @Nullable String priceVersion) {

    static PricedSpan of(Readable row) {
        return new PricedSpan(
                required(row, "workspace_id", UUID.class),
                required(row, "trace_id", UUID.class),
                required(row, "span_id", Long.class),
                required(row, "started_at", Instant.class),
                required(row, "counted", Boolean.class),
                Series.of(row),
                row.get("provider", String.class),
                row.get("request_model", String.class),
                row.get("response_model", String.class),
                new Tokens(
                        row.get("input_tokens", Long.class),
                        row.get("output_tokens", Long.class),
                        row.get("cache_read_tokens", Long.class),
                        row.get("cache_write_tokens", Long.class),
                        row.get("reasoning_tokens", Long.class)),
                row.get("cost_nano_usd", Long.class),
                row.get("price_version", String.class));
    }
}
