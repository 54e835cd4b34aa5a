package io.switchgear.query.cost;

import io.switchgear.query.rollup.Totals;

/**
 * What one provider, model, service or key cost.
 *
 * @param group which one; empty where requests did not say
 * @param requests how many
 * @param costUsd of the requests, USD
 * @param inputTokens of the requests, cached ones included
 * @param outputTokens of the requests, reasoning included
 * @param cacheReadTokens of the requests
 * @param cacheWriteTokens of the requests
 * @param reasoningTokens of the requests
 * @param failedAttempts tries at providers that failed
 * @param failedAttemptCostUsd what they cost, not part of costUsd
 * @param hedgedAttempts tries that another one beat
 * @param hedgedAttemptCostUsd what they cost, not part of costUsd
 */
record CostRow(
        String group,
        long requests,
        double costUsd,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheWriteTokens,
        long reasoningTokens,
        long failedAttempts,
        double failedAttemptCostUsd,
        long hedgedAttempts,
        double hedgedAttemptCostUsd) {

    static CostRow of(String group, Totals requests, Totals attempts) {
        return new CostRow(
                group,
                requests.count(),
                requests.costUsd(),
                requests.inputTokens(),
                requests.outputTokens(),
                requests.cacheReadTokens(),
                requests.cacheWriteTokens(),
                requests.reasoningTokens(),
                attempts.errors(),
                attempts.failedCostNanoUsd() / 1e9,
                attempts.cancelled(),
                attempts.cancelledCostNanoUsd() / 1e9);
    }
}
