package io.switchgear.bench.telemetry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.switchgear.bench.process.ServiceTokens;
import io.switchgear.bench.process.Stores;

/** What the console asks for, computed each time, and out of the cache. */
record Reads(Load load, Stores stores, ServiceTokens tokens, String url) {

    private static final int TIMES = 100;
    private static final Pattern TRACE_ID = Pattern.compile("\"trace_id\":\"([0-9a-f]{32})\"");

    private record Question(String what, String path) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question("home KPIs 1h", "/api/v1/metrics/home-kpis?range=1h"),
            new Question("home KPIs 24h", "/api/v1/metrics/home-kpis?range=24h"),
            new Question("home KPIs 7d", "/api/v1/metrics/home-kpis?range=7d"),
            new Question("home KPIs 30d", "/api/v1/metrics/home-kpis?range=30d"),
            new Question("costs by model, 30d", "/api/v1/costs?group_by=model&range=30d"),
            new Question("series by model, 7d", "/api/v1/metrics/series?metric=latency_p95&group_by=model&range=7d"),
            new Question("services, 24h", "/api/v1/services"),
            new Question("trace list", "/api/v1/traces"),
            new Question("trace list, 7d", "/api/v1/traces?range=7d"),
            new Question("errors", "/api/v1/traces?status=error"),
            new Question("a service's", "/api/v1/traces?service=user-auth"),
            new Question("errors of a service", "/api/v1/traces?status=error&service=payment-api"),
            new Question("a model's, slow", "/api/v1/traces?model=gpt-4o&min_duration_ms=2000"),
            new Question("of nobody", "/api/v1/traces?service=nobody"),
            new Question("very slow", "/api/v1/traces?min_duration_ms=3600000"),
            new Question("free text, common", "/api/v1/traces?q=claude-sonnet"),
            new Question("free text, errors", "/api/v1/traces?q=rate_limit"),
            new Question("free text, one trace", "/api/v1/traces?q=" + Traffic.RARE),
            new Question("free text, nothing", "/api/v1/traces?q=nowhere"));

    void measure() throws Exception {
        System.out.printf("%,d spans; milliseconds%n", stores.count("telemetry.spans"));
        for (Question question : QUESTIONS) {
            row(question.what(), List.of(question.path()));
        }
        List<String> traces = ids("/api/v1/traces?limit=500&range=30d");
        row("a span id", traces.stream().limit(20).map(this::spanOf).toList());
        row("trace detail", traces.stream().map(id -> "/api/v1/traces/" + id).toList());
        row("page after page", pages());
    }

    private List<String> ids(String path) throws Exception {
        return TRACE_ID.matcher(load.get(url + path, token()))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String spanOf(String trace) {
        try {
            return "/api/v1/traces?q="
                    + first("\"span_id\":\"([0-9a-f]{16})\"", load.get(url + "/api/v1/traces/" + trace, token()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> pages() throws Exception {
        var paths = new ArrayList<String>();
        String path = "/api/v1/traces?limit=200";
        for (int i = 0; i < TIMES; i++) {
            paths.add(path);
            path = "/api/v1/traces?limit=200&cursor="
                    + first("\"next_cursor\":\"([^\"]+)\"", load.get(url + path, token()));
        }
        return paths;
    }

    private static String first(String pattern, String body) {
        return Pattern.compile(pattern)
                .matcher(body)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private String token() {
        return tokens.user("query-service", Traffic.WORKSPACE, "viewer");
    }

    private void row(String what, List<String> paths) throws Exception {
        var turn = new AtomicInteger();
        var cold = load.ask(
                TIMES, () -> url + paths.get(turn.getAndIncrement() % paths.size()), this::token, stores::forget);
        load.get(url + paths.getFirst(), token());
        var warm = load.ask(TIMES, () -> url + paths.getFirst(), this::token, () -> {});
        System.out.printf(
                "%-22s uncached p50 %7.1f p95 %7.1f   cached p50 %7.1f p95 %7.1f%n",
                what, cold.p50(), cold.p95(), warm.p50(), warm.p95());
    }
}
