package io.switchgear.bench.health;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.switchgear.bench.process.Stores;

/**
 * A workspace with twenty providers in five pools and thirteen months behind it. What comes first goes in through the doors for
 * routers and makes the partitions; the mass is written beside it in SQL: by way of a router a million failures would take days.
 */
final class History {

    static final int PROVIDERS = 20;

    private static final int POOLS = 5;
    private static final int HISTORY_DAYS = 29;
    private static final int LEDGER_DAYS = 394;

    private static final String LINES = """
        insert into health.provider_health_history
          (workspace_id, provider_name, at, id, type, error_category, event_count, last_at, message, trace_id,
           latency_sum_ms, latency_min_ms, latency_max_ms, replica)
        select '%1$s', 'provider-' || i %% 20, moment, gen_random_uuid(),
               case when i %% 10000 = 0 then 'forced' when i %% 3 = 0 then 'success' else 'failure' end,
               case when i %% 3 = 0 then null else (array['timeout', 'server', 'rate_limit'])[1 + i %% 7 %% 3] end, 1, moment,
               'The provider answered 500.', md5(i::text), 120, 120, 120, 'bench'
        from (select i, now() - interval '%3$d days' * random() as moment from generate_series(1, %2$d) i) rows\
        """;

    private static final String LEDGER = """
        insert into health.circuit_breaker_events
          (workspace_id, provider_name, circuit_version, replica, at, id, local, type, from_state, to_state, reason,
           trigger, actor, thresholds, counts, trace_ids, duration_ms)
        select workspace_id, 'provider-' || i %% 20, 1000 + i, replica,
               now() - interval '%3$d days' * (i / %2$d.0), gen_random_uuid(), local, type,
               case when i %% 40 < 20 then 'open' else 'closed' end, case when i %% 40 < 20 then 'closed' else 'open' end,
               reason, case when i %% 1000 = 0 then 'user' else 'system' end, null, thresholds, counts, trace_ids, 5000
        from (select * from health.circuit_breaker_events where workspace_id = '%1$s' limit 1) like_this,
             generate_series(1, %2$d) i\
        """;

    private static final String TIMELINE = """
        insert into health.circuit_breaker_history (workspace_id, service_name, timestamp, id, status, metrics)
        select workspace_id, provider_name, at, id, case to_state when 'open' then 'failed' else 'healthy' end,
               jsonb_build_object('previous_status', case to_state when 'open' then 'healthy' else 'failed' end,
                 'degraded_until', null, 'version', circuit_version, 'opened', to_state = 'open')
        from health.circuit_breaker_events where at > now() - interval '6 days' and circuit_version > 1000\
        """;

    /** Histograms of sixty buckets, as a spread of latencies from 50 ms to 2 s fills them. */
    private static final String OPERATIONS = """
        insert into health.provider_operations
          (workspace_id, provider_name, granularity, bucket_at, request_count, success_count, failure_count,
           latency_sum_ms, latency_min_ms, latency_max_ms, latency_buckets)
        select '%1$s', 'provider-' || p, '%2$s', moment, 610, 600, 10, 610 * 300, 50, 2000,
               (select jsonb_object_agg(196 + 3 * b, 10 + (b * p) %% 7) from generate_series(0, 59) b)
        from generate_series(0, 19) p,
             generate_series(date_trunc('hour', now() - interval '%3$s'), now(), interval '1 %2$s') moment
        on conflict do nothing\
        """;

    private static final String BALANCER = """
        insert into health.load_balancer_metrics
          (workspace_id, group_name, provider_name, model, granularity, bucket_at, request_count, success_count,
           failure_count, latency_sum_ms, latency_min_ms, latency_max_ms)
        select '%1$s', 'pool-' || p %% 5, 'provider-' || p, '', 'hour', moment, 610, 600, 10, 610 * 300, 50, 2000
        from generate_series(0, 19) p,
             generate_series(date_trunc('hour', now() - interval '%2$d days'), now(), interval '1 hour') moment
        on conflict do nothing\
        """;

    private final Member member;
    private final Stores stores;
    private final String url;

    /** @param url health-service's */
    History(Member member, Stores stores, String url) {
        this.member = member;
        this.stores = stores;
        this.url = url;
    }

    void load(long rows) throws Exception {
        Instant now = Instant.now();
        for (int day = LEDGER_DAYS; day > 0; day--) {
            Instant at = now.minus(Duration.ofDays(day));
            member.deliver(
                    url + "/internal/v1/circuit-events",
                    "{\"events\":["
                            + Events.event("provider-0", LEDGER_DAYS + 1L - day, day % 2 == 0 ? "open" : "closed", at)
                            + "]}");
        }
        for (int day = HISTORY_DAYS; day >= 0; day--) {
            Instant at = now.minus(Duration.ofDays(day));
            member.deliver(url + "/internal/v1/samples", sample(1 + HISTORY_DAYS - day, at));
        }
        stores.execute(LINES.formatted(Member.WORKSPACE, rows, HISTORY_DAYS));
        stores.execute(LEDGER.formatted(Member.WORKSPACE, rows / 10, LEDGER_DAYS));
        stores.execute(TIMELINE);
        stores.execute(OPERATIONS.formatted(Member.WORKSPACE, "minute", "47 hours"));
        stores.execute(OPERATIONS.formatted(Member.WORKSPACE, "hour", HISTORY_DAYS + " days"));
        stores.execute(BALANCER.formatted(Member.WORKSPACE, HISTORY_DAYS));
        stores.analyze();
    }

    private static String sample(long sequence, Instant at) {
        return Events.sample(
                sequence,
                at,
                IntStream.range(0, PROVIDERS)
                        .mapToObj(i -> Events.provider("provider-" + i, 500, at))
                        .collect(Collectors.joining(",")),
                IntStream.range(0, POOLS)
                        .mapToObj(pool -> Events.group(
                                "pool-" + pool,
                                IntStream.range(0, PROVIDERS)
                                        .filter(i -> i % POOLS == pool)
                                        .mapToObj(i -> Events.member("provider-" + i, at))
                                        .collect(Collectors.joining(","))))
                        .collect(Collectors.joining(",")));
    }

    /** Rows of each table that has many. */
    String sizes() throws SQLException {
        var text = new StringBuilder();
        for (String table : new String[] {
            "provider_health_history",
            "circuit_breaker_events",
            "circuit_breaker_history",
            "provider_operations",
            "load_balancer_metrics"
        }) {
            text.append("%s %,d; ".formatted(table, stores.count("health." + table)));
        }
        return text.toString().strip();
    }
}
