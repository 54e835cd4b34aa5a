package io.switchgear.router.dialect.chat;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.price.Tokens;

/** A step of a streamed answer. */
public sealed interface AnswerEvent {

    /**
     * The answer begins.
     *
     * @param id the provider's; empty if it gives none
     * @param model that answers
     * @param usage as far as it is known; null if it is not
     */
    record Started(String id, String model, @Nullable Tokens usage) implements AnswerEvent {}

    /** More text. */
    record Text(String text) implements AnswerEvent {}

    /** More of a thought. */
    record Thinking(String text) implements AnswerEvent {}

    /** The thought's signature. */
    record Signature(String signature) implements AnswerEvent {}

    /**
     * A tool call begins.
     *
     * @param index 0 for the answer's first call
     * @param id that its result will refer to
     * @param name the tool's
     * @param signature of the thought behind it (Gemini); null if there is none
     */
    record ToolCall(
            int index, String id, String name, @Nullable String signature) implements AnswerEvent {}

    /**
     * More of a call's arguments.
     *
     * @param index the call's
     * @param json a piece of JSON text
     */
    record Arguments(int index, String json) implements AnswerEvent {}

    /**
     * The answer is complete.
     *
     * @param stopSequence the stop text that ended it; null if none did, or nobody says which
     */
    record Finished(StopReason stop, @Nullable String stopSequence) implements AnswerEvent {}

    /** Tokens so far; may come before or after {@link Finished}, and more than once. */
    record Counted(Tokens usage) implements AnswerEvent {}

    /** The stream cannot go on. */
    record Failed(String message) implements AnswerEvent {}

    /** Nothing more will come. */
    record Ended() implements AnswerEvent {}
}
