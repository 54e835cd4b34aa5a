package io.switchgear.bench.telemetry;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.switchgear.bench.process.ServiceTokens;
import io.switchgear.bench.process.Stores;

/**
 * Thirty days of spans. The latest whole day has some that come through the door like any others; the other days have copies of
 * them that PostgreSQL makes in the service's own tables, under ids of their own: the door would take most of an hour for what is
 * not measured here.
 */
record History(Load load, Stores stores, ServiceTokens tokens, String url, int connections) {

    private static final int DAYS = 28;
    private static final int MOST_THROUGH_THE_DOOR = 50_000;

    /** Made again afterwards, which is faster than keeping them up. */
    private static final List<String> INDEXES =
            List.of("spans_by_span_id", "spans_errors", "traces_newest", "traces_by_shape", "traces_by_text");

    /**
     * A table and what some of its columns become; the others are copied as they are.
     *
     * @param daily whether a day has them once, however many copies it has
     */
    private record Copied(String table, boolean daily, Map<String, String> changes) {

        /** Rows lie in the order of time, as they come in production. */
        String order() {
            return daily ? "" : changes.containsKey("listed_at") ? " order by listed_at" : " order by started_at";
        }
    }

    private static final String NEW_ID = "md5(concat(trace_id, ':', :n, ':', :k))::uuid";

    private static final List<Copied> COPIED = List.of(
            new Copied(
                    "spans", false, Map.of("day", "day - :n", "started_at", "started_at - :days", "trace_id", NEW_ID)),
            new Copied(
                    "traces",
                    false,
                    Map.of(
                            "day", "day - :n",
                            "first_day", "first_day - :n",
                            "last_day", "last_day - :n",
                            "listed_at", "listed_at - :days",
                            "started_at", "started_at - :days",
                            "call_started_at", "call_started_at - :days",
                            "trace_id", NEW_ID)),
            new Copied("trace_shapes", true, Map.of("day", "day - :n")),
            new Copied("trace_texts", true, Map.of("day", "day - :n")),
            new Copied(
                    "rollup",
                    true,
                    Map.of(
                            "bucket", "bucket - :days",
                            "last_at", "last_at - :days",
                            "count", "count * :copies",
                            "input_tokens", "input_tokens * :copies",
                            "output_tokens", "output_tokens * :copies",
                            "cost_nano_usd", "cost_nano_usd * :copies",
                            "duration_us", "duration_us * :copies")),
            new Copied("sketch", true, Map.of("bucket", "bucket - :days")));

    /** @param spans about as many */
    void load(int spans) throws Exception {
        int base = Math.min(MOST_THROUGH_THE_DOOR, spans / (DAYS + 1));
        int copies = Math.max(1, Math.round((float) (spans - base) / DAYS / base));
        // Yesterday, so that the day is whole.
        var sent = new Traffic(3).bodies(base, Instant.now().truncatedTo(ChronoUnit.DAYS), Duration.ofDays(1));
        load.send(
                sent.stream().map(Traffic.Body::otlp).toList(),
                url + "/v1/traces",
                connections,
                () -> tokens.router("query-service"));
        Ingest.awaitFolded(stores);
        var definitions = new ArrayList<String>();
        for (String index : INDEXES) {
            definitions.add(stores.value("select pg_get_indexdef('telemetry." + index + "'::regclass)")
                    .replace(" ON ONLY ", " on "));
            stores.execute("drop index telemetry." + index);
        }
        for (int n = 1; n <= DAYS; n++) {
            for (Copied copied : COPIED) {
                for (int k = 0; k < (copied.daily() ? 1 : copies); k++) {
                    stores.execute(statement(copied, n, k, copies));
                }
            }
        }
        for (String definition : definitions) {
            stores.execute(definition);
        }
        stores.analyze();
    }

    private String statement(Copied copied, int n, int k, int copies) throws SQLException {
        List<String> columns = stores.columns("telemetry." + copied.table());
        String from = columns.contains("day")
                ? "day = current_date - 1"
                : "bucket >= (current_date - 1)::timestamptz and bucket < current_date::timestamptz";
        return ("set synchronous_commit = off; set timezone = 'UTC'; set search_path = telemetry; insert into "
                        + copied.table() + " (" + String.join(", ", columns) + ") select "
                        + columns.stream()
                                .map(column -> copied.changes().getOrDefault(column, column))
                                .collect(Collectors.joining(", "))
                        + " from " + copied.table() + " where " + from + copied.order())
                .replace(":days", "interval '" + n + " days'")
                .replace(":copies", Integer.toString(copies))
                .replace(":n", Integer.toString(n))
                .replace(":k", Integer.toString(k));
    }
}
