package io.switchgear.bench.replay;

import java.time.Duration;

/**
 * One recorded call.
 *
 * @param offset since the first call
 * @param inputTokens of its context
 * @param outputTokens that were generated
 */
record Arrival(Duration offset, int inputTokens, int outputTokens) {}
