package io.switchgear.bench.suite;

/**
 * What the suite's own API reports for one provider.
 *
 * @param requests client-level operations, failed ones included
 * @param inputTokens of them all
 * @param outputTokens of them all
 */
public record Totals(long requests, long inputTokens, long outputTokens) {

    public Totals minus(Totals earlier) {
        return new Totals(
                requests - earlier.requests, inputTokens - earlier.inputTokens, outputTokens - earlier.outputTokens);
    }
}
