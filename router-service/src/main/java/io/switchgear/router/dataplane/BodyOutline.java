package io.switchgear.router.dataplane;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the router must know of a request's body, and where in its bytes the values stand that it may have to replace.
 *
 * @param model that is asked for; null if the body does not say
 * @param models where it stands: everywhere, if more than once
 * @param user the caller's word for its user; null for none
 * @param stream whether the answer shall be streamed
 * @param usage what has to change so that a stream tells its usage; null if the caller asked for it
 * @param maxOutputTokens how long the answer may become; null if the caller does not say
 * @param thinking whether the caller of an Anthropic model wants it to think before it answers
 * @param conversation from the first message to the end of the first one by a user: what a conversation keeps; null if there is none
 * @param firstField where a field can be added
 * @param endOfMessages where a message can be added; -1 if there is none yet
 */
record BodyOutline(
        @Nullable String model,
        List<Span> models,
        @Nullable String user,
        boolean stream,
        @Nullable Edit usage,
        @Nullable Long maxOutputTokens,
        boolean thinking,
        @Nullable Span conversation,
        int firstField,
        int endOfMessages) {

    /**
     * A part of the body.
     *
     * @param from first byte
     * @param to the byte behind the last one
     */
    record Span(int from, int to) {}
}
