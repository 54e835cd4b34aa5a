package io.switchgear.simulator.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What the provider will say: the same words for everybody, so that a continued answer can be compared with an uninterrupted one.
 *
 * @param id unique part of the answer's id
 * @param createdSeconds Unix time
 * @param model without fault rules
 * @param from index of the first word; above 0 when the answer continues a prefill
 * @param tokens number of tokens in the answer
 * @param tool the tool called, its arguments in as many pieces as tokens; null for a text
 */
public record Answer(
        String id,
        long createdSeconds,
        String model,
        int from,
        int tokens,
        Finish finish,
        @Nullable ToolAnswer tool,
        Usage usage) {

    /** The whole text. */
    public String text() {
        var text = new StringBuilder(tokens * 6);
        for (int i = 0; i < tokens; i++) {
            text.append(token(i));
        }
        return text.toString();
    }

    /** Token {@code index} of this answer: one word, with a space before it unless it is the first of all. */
    public String token(int index) {
        return tool == null ? Words.token(from + index) : tool.pieces().get(index);
    }
}
