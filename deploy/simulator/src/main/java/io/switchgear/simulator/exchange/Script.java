package io.switchgear.simulator.exchange;

import java.util.List;
import java.util.function.IntFunction;

/**
 * A stream of server-sent events, as complete frames with their blank line.
 *
 * @param opening before the first token
 * @param tokens number of token frames
 * @param token the frame of token i
 * @param closing after the last token
 * @param terminator what tells the caller that the answer is whole
 */
public record Script(
        List<String> opening, int tokens, IntFunction<String> token, List<String> closing, String terminator) {}
