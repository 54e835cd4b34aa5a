package io.switchgear.query.rollup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.switchgear.common.paging.TimeRange;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Whatever is sent, in whatever order, twice or once, while folding goes on: counts, tokens and cost equal a recount of the raw
 * spans, and percentiles are within 1 %.
 */
class RecountIT extends RunningService {

    private static final String RECOUNT = """
        select count(*), count(*) filter (where status = 'error'), coalesce(sum(input_tokens), 0)::bigint,
               coalesce(sum(output_tokens), 0)::bigint, coalesce(sum(cost_nano_usd), 0)::bigint,
               coalesce(sum(duration_us), 0)::bigint
        from spans where workspace_id = :workspace and started_at >= :from and started_at < :to
          and %s and (:group = '' or service = :group)
        """;

    @Autowired
    private Rollups rollups;

    @Autowired
    private Compactor compactor;

    @Autowired
    private ReactiveTransactionManager transactions;

    private record Sums(long count, long errors, long input, long output, long cost, long duration) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sumsEqualARecount(long seed) {
        var random = new Random(seed);
        List<List<Span.Builder>> batches =
                IntStream.range(0, 30).mapToObj(i -> spansOfATrace(random)).toList();
        // Each trace's spans are shuffled over several requests, some sent twice, all at once.
        var requests = new ArrayList<Runnable>();
        for (List<Span.Builder> trace : batches) {
            for (Span.Builder span : trace) {
                int times = random.nextInt(5) == 0 ? 2 : 1;
                for (int i = 0; i < times; i++) {
                    requests.add(() -> sendOne(span));
                }
            }
        }
        java.util.Collections.shuffle(requests, random);
        var sending = Flux.fromIterable(requests)
                .flatMap(send -> Mono.fromRunnable(send).subscribeOn(Schedulers.boundedElastic()), 8)
                .then()
                .cache();
        var sent = new AtomicBoolean();
        sending.doFinally(end -> sent.set(true)).subscribe();
        while (!sent.get()) {
            atOneMoment(range(random));
        }
        sending.block();
        for (int i = 0; i < 20; i++) {
            check(range(random), random.nextBoolean() ? "" : "service-" + random.nextInt(3));
        }
        check(new TimeRange("custom", minute(Duration.ofDays(6)), minute(Duration.ofMinutes(-1))), "");
        compactor.fold().block();
        check(new TimeRange("custom", minute(Duration.ofDays(6)), minute(Duration.ofMinutes(-1))), "");
        percentiles();
    }

    private void sendOne(Span.Builder span) {
        boolean own = span.getAttributesList().stream().anyMatch(a -> a.getKey().equals("switchgear.kind"));
        String service = "service-" + Math.floorMod(span.getName().hashCode(), 3);
        if (own) {
            send(
                    router(),
                    Otlp.of(service, List.of(span), Otlp.attribute("switchgear.workspace.id", workspace.toString())));
        } else {
            send(apiKey(), Otlp.from(service, span));
        }
    }

    /** A random tree of entries, customers' calls, plumbing, router's requests and attempts. */
    private List<Span.Builder> spansOfATrace(Random random) {
        String trace = Otlp.traceId();
        var ids = new ArrayList<String>();
        var spans = new ArrayList<Span.Builder>();
        Instant start = now.minus(Duration.ofSeconds(random.nextInt(5 * 86_400)));
        for (int i = 0, size = 1 + random.nextInt(8); i < size; i++) {
            String id = Otlp.spanId();
            String parent = ids.isEmpty() || random.nextInt(6) == 0 ? null : ids.get(random.nextInt(ids.size()));
            ids.add(id);
            var span =
                    switch (random.nextInt(4)) {
                        case 0 -> Otlp.request(trace, id, parent, start, random.nextInt(3000));
                        case 1 ->
                            Otlp.span(
                                    trace,
                                    id,
                                    parent,
                                    "call " + random.nextInt(9),
                                    start,
                                    random.nextInt(3000),
                                    "gen_ai.operation.name",
                                    "chat",
                                    "gen_ai.request.model",
                                    "m" + random.nextInt(3),
                                    "gen_ai.usage.input_tokens",
                                    random.nextInt(1000),
                                    "gen_ai.usage.output_tokens",
                                    random.nextInt(1000));
                        case 2 -> Otlp.attempt(trace, parent, start, 5, 1, "timeout");
                        default -> Otlp.span(trace, id, parent, "work " + random.nextInt(9), start, 5);
                    };
            if (random.nextInt(4) == 0) {
                span.setStatus(Otlp.failed("no luck"));
            }
            spans.add(span);
            start = start.plusMillis(random.nextInt(40_000));
        }
        return spans;
    }

    private Instant minute(Duration ago) {
        return now.minus(ago).truncatedTo(ChronoUnit.MINUTES);
    }

    private TimeRange range(Random random) {
        var ends = List.of(
                minute(Duration.ofMinutes(random.nextInt(5 * 1440))),
                minute(Duration.ofMinutes(random.nextInt(5 * 1440))));
        Instant from = ends.stream().min(Comparator.naturalOrder()).orElseThrow();
        Instant to = ends.stream().max(Comparator.naturalOrder()).orElseThrow();
        return new TimeRange("custom", from, to.plus(Duration.ofMinutes(1)));
    }

    private void check(TimeRange range, String service) {
        for (var kind : List.of(
                List.of(Series.REQUEST, "counted"),
                List.of(Series.ATTEMPT, "role = 'attempt'"),
                List.of(Series.OPERATION, "role = 'operation'"))) {
            var expected = recount(RECOUNT.formatted(kind.get(1)), range, service);
            var rows = rollups.totals(workspace, kind.get(0), range, service.isEmpty() ? null : Dimension.SERVICE)
                    .block();
            var actual = rows.stream()
                    .filter(row -> row.group().equals(service))
                    .findFirst()
                    .orElse(Totals.NONE);
            assertThat(sums(actual))
                    .as("%s of '%s' in %s", kind.get(0), service, range)
                    .isEqualTo(expected);
        }
    }

    /** In one snapshot, while spans arrive and deltas are folded. */
    private void atOneMoment(TimeRange range) {
        var snapshot = TransactionalOperator.create(transactions, new TransactionDefinition() {
            @Override
            public int getIsolationLevel() {
                return ISOLATION_REPEATABLE_READ;
            }
        });
        record Both(Sums counted, Sums recounted) {}
        Both both = rollups.totals(workspace, Series.REQUEST, range, null)
                .map(rows -> sums(rows.isEmpty() ? Totals.NONE : rows.getFirst()))
                .flatMap(counted -> recounted(RECOUNT.formatted("counted"), range, "")
                        .map(recounted -> new Both(counted, recounted)))
                .as(snapshot::transactional)
                .block();
        assertThat(both.counted()).as("in %s", range).isEqualTo(both.recounted());
    }

    private static Sums sums(Totals totals) {
        return new Sums(
                totals.count(),
                totals.errors(),
                totals.inputTokens(),
                totals.outputTokens(),
                totals.costNanoUsd(),
                totals.durationMicros());
    }

    private Sums recount(String sql, TimeRange range, String group) {
        return recounted(sql, range, group).block();
    }

    private Mono<Sums> recounted(String sql, TimeRange range, String group) {
        return database.sql(sql)
                .bind("workspace", workspace)
                .bind("from", range.from())
                .bind("to", range.to())
                .bind("group", group)
                .map(row -> new Sums(
                        row.get(0, Long.class),
                        row.get(1, Long.class),
                        row.get(2, Long.class),
                        row.get(3, Long.class),
                        row.get(4, Long.class),
                        row.get(5, Long.class)))
                .one();
    }

    private void percentiles() {
        var range = new TimeRange("custom", minute(Duration.ofDays(6)), minute(Duration.ofMinutes(-1)));
        List<Long> sorted = database.sql(
                        "select duration_us from spans where workspace_id = :workspace and counted order by 1")
                .bind("workspace", workspace)
                .map(row -> row.get(0, Long.class))
                .all()
                .collectList()
                .block();
        var sketch = rollups.distributions(workspace, Series.ALL, range, null, null)
                .block()
                .getFirst()
                .duration();
        assertThat(sketch.count()).isEqualTo(sorted.size());
        for (double q : new double[] {0.5, 0.95, 0.99}) {
            double exact = sorted.get((int) Math.floor(q * (sorted.size() - 1)));
            assertThat(sketch.quantile(q)).isCloseTo(exact, within(exact * 0.0101));
        }
    }

    /** Before it is folded, too. */
    @Test
    void whatWasTakenBackIsNoRow() {
        Instant minute = minute(Duration.ofMinutes(1));
        var range = new TimeRange("custom", minute, minute.plusSeconds(60));
        String delta = """
            insert into rollup_delta values (:workspace, :minute, 'request', 's', 'p', 'm', 'k', 'ok', :count,
                0, 0, 0, 0, 0, 0, 0, 0, 0, now())
            """;
        var rows = Flux.just(1, -1)
                .concatMap(count -> database.sql(delta)
                        .bind("workspace", workspace)
                        .bind("minute", minute)
                        .bind("count", count)
                        .then())
                .then(rollups.totals(workspace, Series.REQUEST, range, Dimension.MODEL))
                .as(TransactionalOperator.create(transactions)::transactional)
                .block();
        assertThat(rows).isEmpty();
    }

    /** Kept apart by workspace: nobody else's counts are here. */
    @ParameterizedTest
    @ValueSource(strings = {Series.REQUEST, Series.ATTEMPT, Series.OPERATION})
    void anotherWorkspaceHasNothing(String kind) {
        assertThat(rollups.totals(UUID.randomUUID(), kind, range(new Random(1)), null)
                        .block())
                .isEmpty();
    }
}
