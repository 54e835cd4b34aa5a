package io.switchgear.health.partition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

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
