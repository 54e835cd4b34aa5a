package io.switchgear.router.usage;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.price.Tokens;

/**
 * What one JSON answer, or one piece of a streamed one, says.
 *
 * @param id the answer's; null if it does not say
 * @param model that answered; null likewise
 * @param content whether it carries something that the caller waits for: text, a tool call, audio
 * @param finishReasons why it ended; empty if it did not
 * @param usage null if it does not say
 * @param onlyUsage whether usage is all that it carries
 * @param error the provider's message; null for none
 * @param last whether it ends the stream by itself
 * @param text of a streamed piece's first answer; null if it carries none
 * @param block number of the content block that the piece belongs to; -1 if it belongs to none
 * @param structured whether it carries what cannot be gone on with in the middle: a tool call, audio, a second answer
 */
public record Reading(
        @Nullable String id,
        @Nullable String model,
        boolean content,
        List<String> finishReasons,
        @Nullable Tokens usage,
        boolean onlyUsage,
        @Nullable String error,
        boolean last,
        @Nullable String text,
        int block,
        boolean structured) {

    public static final Reading NOTHING = new Reading(null, null, false, List.of(), null, false, null, false);
    public static final Reading DONE = new Reading(null, null, false, List.of(), null, false, null, true);

    /** One of which nothing is known that a rescue could use: what it carries cannot be gone on with. */
    public Reading(
            @Nullable String id,
            @Nullable String model,
            boolean content,
            List<String> finishReasons,
            @Nullable Tokens usage,
            boolean onlyUsage,
            @Nullable String error,
            boolean last) {
        this(id, model, content, finishReasons, usage, onlyUsage, error, last, null, -1, content);
    }

    /** The same with what a rescue has to know. */
    public Reading carrying(@Nullable String piece, int ofBlock, boolean more) {
        return new Reading(id, model, content, finishReasons, usage, onlyUsage, error, last, piece, ofBlock, more);
    }
}
