package io.switchgear.health.partition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.health.WholeService;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionsIT extends WholeService {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Autowired
    private Partitions partitions;

    @Test
    void daysAheadAreThereAndOldOnesGo() {
        LocalDate today = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC);
        Instant longAgo = CLOCK.instant().minus(Duration.ofDays(40));
        partitions.ensure(TimeSeries.HISTORY, List.of(longAgo)).block(LIMIT);
        String old = TimeSeries.HISTORY.partition(LocalDate.ofInstant(longAgo, ZoneOffset.UTC));
        assertThat(tables()).contains(old);

        partitions.createAhead(3).then(partitions.dropOld()).block(LIMIT);

        assertThat(tables())
                .doesNotContain(old)
                .contains(TimeSeries.LEDGER.partition(today), TimeSeries.LEDGER.partition(today.plusDays(3)));
    }

    @Test
    void replicasThatCreateTheSameDayDoNotMeet() {
        Instant day = CLOCK.instant().plus(Duration.ofDays(10));
        var others = List.of(another(), another(), another());

        Flux.fromIterable(others)
                .flatMap(replica -> replica.ensure(TimeSeries.TIMELINE, List.of(day)))
                .blockLast(LIMIT);

        assertThat(tables()).contains(TimeSeries.TIMELINE.partition(LocalDate.ofInstant(day, ZoneOffset.UTC)));
    }

    @Test
    void replicasThatDropTheSameDaysDoNotMeet() {
        var longAgo = IntStream.rangeClosed(50, 53)
                .mapToObj(days -> CLOCK.instant().minus(Duration.ofDays(days)))
                .toList();
        partitions.ensure(TimeSeries.TIMELINE, longAgo).block(LIMIT);

        Flux.just(another(), another(), another())
                .flatMap(replica -> replica.createAhead(3).then(replica.dropOld()))
                .blockLast(LIMIT);

        assertThat(tables())
                .doesNotContainAnyElementsOf(longAgo.stream()
                        .map(at -> TimeSeries.TIMELINE.partition(LocalDate.ofInstant(at, ZoneOffset.UTC)))
                        .toList());
    }

    @Test
    void whatHappensAroundMidnightIsInTheDayItBelongsTo() {
        Instant midnight = CLOCK.instant().truncatedTo(ChronoUnit.DAYS);
        deliver(
                replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, midnight.minusMillis(1)),
                replica.event(workspace, "a", 2, CircuitState.OPEN, CircuitState.CLOSED, midnight));

        assertThat(versions(midnight.minusSeconds(60), midnight)).containsExactly(1L);
        assertThat(versions(midnight, midnight.plusSeconds(60))).containsExactly(2L);
        assertThat(versions(midnight.minusSeconds(60), midnight.plusSeconds(60)))
                .containsExactly(2L, 1L);
    }

    private List<Long> versions(Instant from, Instant to) {
        return get("/api/v1/health/circuit-events?from={from}&to={to}", from, to)
                .at("/items")
                .valueStream()
                .map(entry -> entry.at("/version").asLong())
                .toList();
    }

    @Test
    void anEventOfLastYearFindsItsPartition() {
        Instant at = minutesAgo(0).minus(Duration.ofDays(200));
        assertThat(deliver(replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, at))
                        .at("/accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("/api/v1/health/circuit-events?from={from}", at.minusSeconds(60))
                        .at("/items"))
                .hasSize(1);
    }

    @Autowired
    private org.springframework.transaction.reactive.TransactionalOperator transactions;

    @Autowired
    private RetentionProperties retention;

    private Partitions another() {
        return new Partitions(database, transactions, CLOCK, retention);
    }

    private List<String> tables() {
        return database.sql("select relname::text from pg_class where relkind = 'r'")
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block(LIMIT);
    }
}
