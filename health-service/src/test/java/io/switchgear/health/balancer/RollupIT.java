package io.switchgear.health.balancer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.health.Replica;
import io.switchgear.health.WholeService;
import io.switchgear.health.partition.Partitions;
import io.switchgear.health.partition.RetentionProperties;

import static org.assertj.core.api.Assertions.assertThat;

class RollupIT extends WholeService {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String METRICS = "/api/v1/health/load-balancer/metrics?granularity={g}&from={from}";

    @Autowired
    private Rollups rollups;

    @Autowired
    private Partitions partitions;

    @Autowired
    private TransactionalOperator transactions;

    @Autowired
    private RetentionProperties retention;

    private final Instant day = CLOCK.instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));

    @Test
    void finishedDaysAndTheirMonthsAreAddedUpAndReadTheSame() {
        add(day.plus(Duration.ofHours(1)), 10, 2, 100);
        add(day.plus(Duration.ofHours(5)), 20, 0, 400);
        add(CLOCK.instant(), 5, 0, 100);
        String days = metrics("day").toString();
        String months = metrics("month").toString();

        rollups.run().block(LIMIT);

        assertThat(metrics("day").toString()).isEqualTo(days);
        assertThat(metrics("month").toString()).isEqualTo(months);
        JsonNode rolled = metrics("day").get(1);
        assertThat(Instant.parse(rolled.at("/at").asString())).isEqualTo(day);
        assertThat(rolled.at("/requests").asLong()).isEqualTo(32);
        assertThat(rolled.at("/failures").asLong()).isEqualTo(2);
        assertThat(rolled.at("/min_latency_ms").asLong()).isEqualTo(100);
        assertThat(rolled.at("/max_latency_ms").asLong()).isEqualTo(400);
        assertThat(rolled.at("/avg_latency_ms").asDouble()).isEqualTo((12 * 100 + 20 * 400) / 32.0);
        assertThat(rows("day")).isEqualTo(1);
        assertThat(rows("month")).isEqualTo(1);
    }

    @Test
    void aLateSampleIsReadAtOnceAndAddedUpAgain() {
        add(day.plus(Duration.ofHours(1)), 10, 0, 100);
        rollups.run().block(LIMIT);
        add(day.plus(Duration.ofHours(2)), 7, 0, 100);

        assertThat(metrics("day").get(0).at("/requests").asLong()).isEqualTo(17);
        assertThat(metrics("month").get(0).at("/requests").asLong()).isEqualTo(17);
        rollups.run().block(LIMIT);
        assertThat(metrics("day").get(0).at("/requests").asLong()).isEqualTo(17);
        assertThat(sum("day")).isEqualTo(17);
        assertThat(sum("month")).isEqualTo(17);
    }

    @Test
    void oneReplicaAtATimeAndAnotherOneIfThatDies() {
        add(day.plus(Duration.ofHours(1)), 10, 0, 100);
        holder("somebody else", 60);
        rollups.run().block(LIMIT);
        assertThat(rows("day")).isZero();

        holder("somebody else", -1);
        rollups.run().block(LIMIT);
        assertThat(rows("day")).isEqualTo(1);
    }

    @Test
    void samplesThatComeWhileADayIsAddedUpAreNotLost() {
        for (int i = 0; i < 5; i++) {
            add(day.plus(Duration.ofHours(i)), 1, 0, 10);
        }
        Flux.merge(
                        Flux.range(0, 20).concatMap(i -> rollups.run()),
                        Flux.range(0, 40)
                                .concatMap(i -> reactor.core.publisher.Mono.fromRunnable(
                                                () -> add(day.plus(Duration.ofHours(i % 24)), 1, 0, 10))
                                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())))
                .blockLast(LIMIT);
        rollups.run().block(LIMIT);
        assertThat(sum("day")).isEqualTo(45);
        assertThat(sum("month")).isEqualTo(45);
    }

    @Test
    void oldHoursAreForgottenOnceTheyAreAddedUp() {
        Instant old = day.minus(retention.hours()).plus(Duration.ofDays(3));
        add(old.plusSeconds(3600), 9, 0, 10);
        var later = new Rollups(
                database,
                transactions,
                partitions,
                retention,
                leases,
                () -> CLOCK.instant().plus(Duration.ofDays(4)));

        later.run().block(LIMIT);

        assertThat(rows("hour")).isZero();
        assertThat(getFrom("month", old).get(0).at("/requests").asLong()).isEqualTo(9);
        assertThat(getFrom("day", old).get(0).at("/requests").asLong()).isEqualTo(9);
    }

    @Autowired
    private io.switchgear.health.lease.Leases leases;

    private void add(Instant at, long successes, long failures, long eachMs) {
        deliver(replica.sample(
                at.truncatedTo(ChronoUnit.MILLIS),
                List.of(Replica.provider(workspace, "a", CircuitState.CLOSED, 1, minutesAgo(9))),
                List.of(Replica.group(workspace, "pool", Replica.member("a", 1, successes, failures, eachMs)))));
    }

    private JsonNode metrics(String granularity) {
        return getFrom(granularity, day);
    }

    private JsonNode getFrom(String granularity, Instant from) {
        Instant start = granularity.equals("month")
                ? from.atOffset(ZoneOffset.UTC).withDayOfMonth(1).toInstant()
                : from;
        return get(METRICS, granularity, start).at("/items");
    }

    private long rows(String granularity) {
        return number("count(*)", granularity);
    }

    private long sum(String granularity) {
        return number("coalesce(sum(request_count), 0)::bigint", granularity);
    }

    private long number(String what, String granularity) {
        return database.sql("select " + what
                        + " n from load_balancer_metrics where workspace_id = :workspace and granularity ="
                        + " :granularity")
                .bind("workspace", workspace)
                .bind("granularity", granularity)
                .map(row -> row.get("n", Long.class))
                .one()
                .block(LIMIT);
    }

    private void holder(String holder, int seconds) {
        database.sql("""
            insert into job_leases (job, holder, until)
            values ('rollup', :holder, now() + make_interval(secs => :seconds))
            on conflict (job) do update set holder = excluded.holder, until = excluded.until\
            """)
                .bind("holder", holder)
                .bind("seconds", (double) seconds)
                .then()
                .block(LIMIT);
    }
}
