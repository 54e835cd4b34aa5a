package io.switchgear.bench.health;

import java.time.Instant;

/** Circuit events and samples as a router writes them. */
final class Events {

    private static final String THRESHOLDS = """
        {"failure_threshold":3,"reset_timeout_ms":30000,"min_healthy_period_ms":0,"request_limit":1,\
        "failure_rate_threshold":50,"slow_call_rate_threshold":100,"slow_call_duration_ms":60000,"minimum_calls":20}\
        """;

    private static final String COUNTS = """
        {"total":%1$d,"successes":0,"failures":%1$d,"consecutive_failures":3,"rejected":0,"incidents":1}\
        """;

    private Events() {}

    /** A transition to {@code state}, from the other one. */
    static String event(String provider, long version, String state, Instant at) {
        return """
            {"workspace_id":"%s","provider":"%s","version":%d,"replica":"bench","local":false,"type":"state_change",\
            "from_state":"%s","to_state":"%s","reason":"3 consecutive failures","trigger":"system","thresholds":%s,\
            "counts":%s,"trace_ids":["4bf92f3577b34da6a3ce929d0e0e4736"],"duration_ms":5000,"at":"%s"}\
            """.formatted(
                        Member.WORKSPACE,
                        provider,
                        version,
                        state.equals("open") ? "closed" : "open",
                        state,
                        THRESHOLDS,
                        COUNTS.formatted(version),
                        at);
    }

    /** A provider with an attempt that went well and one that failed. */
    static String provider(String provider, long version, Instant at) {
        return """
            {"workspace_id":"%1$s","provider":"%2$s","configured":true,"state":"closed","version":%3$d,"since":"%4$s",\
            "thresholds":%5$s,"counts":%6$s,"active_requests":1,"last_request_at":"%4$s","outcomes":[\
            {"count":1,"latency":{"sum_ms":100,"min_ms":100,"max_ms":100,"buckets":{"231":1}},"first_at":"%4$s",\
            "last_at":"%4$s"},\
            {"category":"server","count":1,"error":"The provider answered 500.",\
            "trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","latency":{"sum_ms":100,"min_ms":100,"max_ms":100,\
            "buckets":{"231":1}},"first_at":"%4$s","last_at":"%4$s"}]}\
            """.formatted(Member.WORKSPACE, provider, version, at, THRESHOLDS, COUNTS.formatted(version));
    }

    /** A pool's target. */
    static String member(String provider, Instant at) {
        return """
            {"provider":"%s","weight":1,"available":true,"active_requests":1,"total":2,"successes":1,"failures":1,\
            "latency":{"sum_ms":200,"min_ms":100,"max_ms":100},"last_request_at":"%s"}\
            """.formatted(provider, at);
    }

    static String group(String name, String members) {
        return """
            {"workspace_id":"%s","group_name":"%s","strategy":"round_robin","members":[%s]}\
            """.formatted(Member.WORKSPACE, name, members);
    }

    static String sample(long sequence, Instant at, String providers, String groups) {
        return """
            {"replica":"bench","sequence":%d,"at":"%s","interval_ms":2000,"providers":[%s],"groups":[%s]}\
            """.formatted(sequence, at, providers, groups);
    }
}
