package io.switchgear.health.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.paging.TimeRange;

import static io.switchgear.health.row.Columns.number;
import static io.switchgear.health.row.Columns.text;

/** Adds up {@code provider_operations}: minutes for ranges up to a day, hours for longer ones. */
@Component
public class OperationsReader {

    private static final Duration BY_MINUTE = Duration.ofHours(24);
    private static final TypeReference<Map<Integer, Long>> HISTOGRAM = new TypeReference<>() {};

    private static final String SUMS = """
        with rows as (
          select * from provider_operations
          where workspace_id = :workspace and granularity = :granularity
            and bucket_at >= :from and bucket_at < :to %s
        ), counts as (
          select provider_name, sum(request_count)::bigint requests, sum(success_count)::bigint successes,
                 sum(latency_sum_ms)::bigint latency_sum
          from rows group by provider_name
        ), buckets as (
          select provider_name, b.key, sum(b.value::bigint) n
          from rows, jsonb_each_text(latency_buckets) b group by provider_name, b.key
        ), histograms as (
          select provider_name, jsonb_object_agg(key, n)::text histogram from buckets group by provider_name
        )
        select c.*, coalesce(h.histogram, '{}') histogram
        from counts c left join histograms h using (provider_name)\
        """;

    private final DatabaseClient database;
    private final JsonMapper json;

    OperationsReader(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Of one provider; zero if it had none. */
    public Mono<Operations> of(UUID workspace, String provider, TimeRange range) {
        return sums("and provider_name = :provider", workspace, range, granularity(range))
                .bind("provider", provider)
                .map(this::operations)
                .one()
                .defaultIfEmpty(Operations.NONE);
    }

    /** Of every provider that had any, by name; to the hour. */
    public Mono<Map<String, Operations>> ofAll(UUID workspace, TimeRange range) {
        return sums("", workspace, range, "hour")
                .map(row -> Map.entry(text(row, "provider_name"), operations(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private DatabaseClient.GenericExecuteSpec sums(String filter, UUID workspace, TimeRange range, String granularity) {
        Instant from = granularity.equals("hour") ? range.from().truncatedTo(ChronoUnit.HOURS) : range.from();
        return database.sql(SUMS.formatted(filter))
                .bind("workspace", workspace)
                .bind("granularity", granularity)
                .bind("from", from)
                .bind("to", range.to());
    }

    private static String granularity(TimeRange range) {
        return range.length().compareTo(BY_MINUTE) > 0 ? "hour" : "minute";
    }

    private Operations operations(Readable row) {
        return new Operations(
                number(row, "requests"),
                number(row, "successes"),
                number(row, "latency_sum"),
                json.readValue(text(row, "histogram"), HISTOGRAM));
    }
}
