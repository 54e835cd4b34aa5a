package io.switchgear.bench.replay;

import java.time.Duration;
import java.util.List;

/**
 * What the sender saw.
 *
 * @param succeeded calls that were answered whole
 * @param failed all others
 * @param late calls sent more than 100 ms after their time, because too many were in flight
 * @param inputTokens as the answers' usage says
 * @param outputTokens as the answers' usage says
 * @param took from the first call to the last answer
 * @param p50 of the answered calls' latency
 * @param p95 likewise
 * @param p99 likewise
 * @param failures the first few failures' messages
 */
record ReplayResult(
        int succeeded,
        int failed,
        int late,
        long inputTokens,
        long outputTokens,
        Duration took,
        Duration p50,
        Duration p95,
        Duration p99,
        List<String> failures) {}
