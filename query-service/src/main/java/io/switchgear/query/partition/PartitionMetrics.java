package io.switchgear.query.partition;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.schedule.PeriodicJob;

import static io.switchgear.query.bulk.Columns.required;

/** How large each partitioned table is, and how far back it goes. */
@Component
public class PartitionMetrics {

    private static final Duration EVERY = Duration.ofMinutes(1);

    /** Empty partitions are made ahead and behind: the oldest day is that of the oldest one with rows in it. */
    private static final String SIZES = """
        select parent.relname as name, count(*) as partitions,
               sum(pg_total_relation_size(child.oid))::bigint as bytes,
               min(child.relname) filter (where pg_relation_size(child.oid) > 0) as oldest
        from pg_inherits
        join pg_class child on child.oid = inhrelid
        join pg_class parent on parent.oid = inhparent
        where parent.relnamespace = current_schema()::regnamespace and parent.relkind = 'p'
        group by 1
        """;

    private final DatabaseClient database;
    private final InstantSource clock;
    private final MultiGauge partitions;
    private final MultiGauge bytes;
    private final MultiGauge oldest;

    PartitionMetrics(DatabaseClient database, InstantSource clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.partitions = MultiGauge.builder("switchgear.partitions").register(metrics);
        this.bytes = MultiGauge.builder("switchgear.partition.size")
                .baseUnit("bytes")
                .register(metrics);
        this.oldest = MultiGauge.builder("switchgear.partition.oldest")
                .baseUnit("days")
                .register(metrics);
    }

    @Bean
    PeriodicJob partitionMeasuring(Partitions ready) {
        return new PeriodicJob("Measuring partitions", EVERY, ready.created(), this::measure);
    }

    private record Size(String table, long partitions, long bytes, long oldestDays) {}

    public Mono<Void> measure() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return database.sql(SIZES)
                .map(row -> new Size(
                        required(row, "name", String.class),
                        required(row, "partitions", Long.class),
                        required(row, "bytes", Long.class),
                        age(row.get("oldest", String.class), today)))
                .all()
                .collectList()
                .doOnNext(this::publish)
                .then();
    }

    private static long age(@Nullable String partition, LocalDate today) {
        if (partition == null) {
            return 0;
        }
        String day = partition.substring(partition.length() - 8);
        return Math.max(0, ChronoUnit.DAYS.between(LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE), today));
    }

    private void publish(List<Size> sizes) {
        partitions.register(
                sizes.stream()
                        .<MultiGauge.Row<?>>map(
                                size -> MultiGauge.Row.of(Tags.of("table", size.table()), size.partitions()))
                        .toList(),
                true);
        bytes.register(
                sizes.stream()
                        .<MultiGauge.Row<?>>map(size -> MultiGauge.Row.of(Tags.of("table", size.table()), size.bytes()))
                        .toList(),
                true);
        oldest.register(
                sizes.stream()
                        .<MultiGauge.Row<?>>map(
                                size -> MultiGauge.Row.of(Tags.of("table", size.table()), size.oldestDays()))
                        .toList(),
                true);
    }
}
