package io.switchgear.health.prediction;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.health.operation.Operations;

import static io.switchgear.health.row.Columns.number;
import static io.switchgear.health.row.Columns.text;
import static io.switchgear.health.row.Columns.time;

/** Reads the latest minutes of {@code provider_operations}. */
@Component
class MinutesReader {

    private static final TypeReference<Map<Integer, Long>> HISTOGRAM = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    MinutesReader(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Of every provider that had any, by name, oldest first. */
    Mono<Map<String, List<Minute>>> of(UUID workspace, Instant from, Instant to) {
        return database.sql("""
            select provider_name, bucket_at, request_count, success_count, latency_sum_ms,
                   latency_buckets::text histogram
            from provider_operations
            where workspace_id = :workspace and granularity = 'minute' and bucket_at >= :from and bucket_at < :to
            order by provider_name, bucket_at\
            """)
                .bind("workspace", workspace)
                .bind("from", from)
                .bind("to", to)
                .map(row -> Map.entry(text(row, "provider_name"), minute(row)))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private Minute minute(Readable row) {
        return new Minute(
                time(row, "bucket_at"),
                new Operations(
                        number(row, "request_count"),
                        number(row, "success_count"),
                        number(row, "latency_sum_ms"),
                        json.readValue(text(row, "histogram"), HISTOGRAM)));
    }
}
