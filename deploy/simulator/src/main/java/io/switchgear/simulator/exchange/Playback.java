package io.switchgear.simulator.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import io.switchgear.simulator.fault.Fault;

/**
 * What is written of an answer once its fault is known.
 *
 * @param opening frames before the first token
 * @param paced frames that follow at the pace of tokens
 * @param closing frames right after the last of them
 */
record Playback(List<Frame> opening, Paced paced, List<Frame> closing, Ending ending) {

    /** Frames made when they are due: a long answer is never held as a whole. */
    record Paced(int count, IntFunction<Frame> frame) {

        static final Paced NONE = new Paced(0, i -> new Frame("", 0, false));
    }

    /** What happens after the last frame. */
    enum Ending {
        COMPLETE,
        CUT,
        STALL
    }

    /** A stream. {@code errorFrame} is used by a fault that speaks inside the stream. */
    static Playback stream(Script script, @Nullable Fault fault, String errorFrame) {
        var opening = frames(script.opening());
        return switch (fault) {
            case Fault.Cut(int after) -> new Playback(opening, tokens(script, after), List.of(), Ending.CUT);
            case Fault.Stall(int after) -> new Playback(opening, tokens(script, after), List.of(), Ending.STALL);
            case Fault.StreamError(int after) ->
                new Playback(opening, tokens(script, after), List.of(new Frame(errorFrame, 0, true)), Ending.COMPLETE);
            case Fault.Malformed(int after) ->
                new Playback(opening, withBroken(script, after), closing(script, true), Ending.COMPLETE);
            case Fault.NoDone() ->
                new Playback(opening, tokens(script, script.tokens()), closing(script, false), Ending.COMPLETE);
            case null, default ->
                new Playback(opening, tokens(script, script.tokens()), closing(script, true), Ending.COMPLETE);
        };
    }

    /** A document. It is cut and stalled in its middle, whatever the count: it has no tokens on the wire. */
    static Playback document(String body, int tokens, @Nullable Fault fault) {
        String half = body.substring(0, body.length() / 2);
        return switch (fault) {
            case Fault.Cut ignored ->
                new Playback(List.of(), Paced.NONE, List.of(new Frame(half, 0, false)), Ending.CUT);
            case Fault.Stall ignored ->
                new Playback(List.of(), Paced.NONE, List.of(new Frame(half, 0, false)), Ending.STALL);
            case Fault.Malformed ignored ->
                new Playback(List.of(), Paced.NONE, List.of(new Frame(half, 0, true)), Ending.COMPLETE);
            case null, default ->
                new Playback(List.of(), Paced.NONE, List.of(new Frame(body, tokens, true)), Ending.COMPLETE);
        };
    }

    private static Paced tokens(Script script, int limit) {
        return new Paced(
                Math.min(limit, script.tokens()), i -> new Frame(script.token().apply(i), 1, false));
    }

    private static Paced withBroken(Script script, int after) {
        int at = Math.min(after, script.tokens());
        var whole = tokens(script, script.tokens());
        return new Paced(
                whole.count() + 1, i -> i == at ? broken(script) : whole.frame().apply(i < at ? i : i - 1));
    }

    /** An event of the right name whose JSON breaks off. */
    private static Frame broken(Script script) {
        String whole = script.tokens() > 0 ? script.token().apply(0) : script.terminator();
        return new Frame(whole.substring(0, whole.length() * 2 / 3) + "\n\n", 0, false);
    }

    private static List<Frame> closing(Script script, boolean terminated) {
        var frames = new ArrayList<>(frames(script.closing()));
        if (terminated) {
            frames.add(new Frame(script.terminator(), 0, true));
        } else if (!frames.isEmpty()) {
            frames.addLast(frames.removeLast().asLast());
        }
        return frames;
    }

    private static List<Frame> frames(List<String> texts) {
        return texts.stream().map(text -> new Frame(text, 0, false)).toList();
    }
}
