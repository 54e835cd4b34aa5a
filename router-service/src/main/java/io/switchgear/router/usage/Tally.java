package io.switchgear.router.usage;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.price.Tokens;

/**
 * What an answer has said so far.
 *
 * @param id the answer's
 * @param model that answered
 * @param finishReasons why it ended
 * @param usage the latest count, the highest of each kind
 */
public record Tally(
        @Nullable String id,
        @Nullable String model,
        List<String> finishReasons,
        @Nullable Tokens usage) {

    public static final Tally NONE = new Tally(null, null, List.of(), null);

    public Tally plus(Reading reading) {
        return new Tally(
                id != null ? id : reading.id(),
                model != null ? model : reading.model(),
                reading.finishReasons().isEmpty() ? finishReasons : reading.finishReasons(),
                merge(usage, reading.usage()));
    }

    /** Anthropic sends input at the start and output at the end, so a later zero hides nothing. */
    private static @Nullable Tokens merge(@Nullable Tokens former, @Nullable Tokens latest) {
        if (former == null || latest == null) {
            return latest == null ? former : latest;
        }
        return new Tokens(
                Math.max(former.input(), latest.input()),
                Math.max(former.output(), latest.output()),
                Math.max(former.cacheRead(), latest.cacheRead()),
                Math.max(former.cacheWrite(), latest.cacheWrite()),
                Math.max(former.reasoning(), latest.reasoning()));
    }
}
