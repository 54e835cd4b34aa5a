package io.switchgear.router.dataplane;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.conduct.ErrorKind;
import io.switchgear.router.dialect.Operation;
import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.rescue.Continuation;
import io.switchgear.router.rescue.Delivered;
import io.switchgear.router.usage.Reading;
import io.switchgear.router.usage.Tally;

/**
 * One attempt's stream on its way through: events are passed on as they came, but for those that nobody asked for or nobody can read.
 * Lifecycle events are held until there is content, so that a target that dies before it can still be replaced.
 */
final class StreamedAnswer {

    private static final int HOLD_LIMIT = 256 * 1024;
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] STOP =
            "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NONE = {};

    private final Operation operation;
    private final boolean keepUsage;
    private final Delivered delivered;
    private final @Nullable Continuation continuation;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private Tally tally = Tally.NONE;
    private boolean content;
    private boolean released;
    private boolean complete;
    private boolean doneSeen;
    private int malformed;

    /**
     * A stream of which nothing has come yet.
     *
     * @param keepUsage whether the caller asked for the chunk that tells the usage
     * @param delivered notes what goes to the caller
     * @param continuation where this stream goes on with another; null where it is the first
     */
    StreamedAnswer(Operation operation, boolean keepUsage, Delivered delivered, @Nullable Continuation continuation) {
        this.operation = operation;
        this.keepUsage = keepUsage;
        this.delivered = delivered;
        this.continuation = continuation;
    }

    /**
     * What may be passed on now.
     *
     * @param bytes whole events; empty while they are held
     * @param failure that the stream has reported; null for none
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Output(byte[] bytes, @Nullable AttemptFailed failure) {}

    Output feed(List<Piece> pieces) {
        var out = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            AttemptFailed failure = pass(piece, out);
            if (failure != null) {
                return new Output(out.toByteArray(), failure);
            }
        }
        return new Output(out.toByteArray(), null);
    }

    /** The provider has closed the stream: what is left, or why it must not count as an answer. */
    Output end() {
        var out = new ByteArrayOutputStream();
        if (!complete) {
            return new Output(out.toByteArray(), new AttemptFailed(ErrorKind.PROTOCOL, "The stream was cut."));
        }
        if (!doneSeen) {
            release(out);
            out.writeBytes(operation == Operation.MESSAGES ? STOP : DONE);
            doneSeen = true;
        }
        return new Output(out.toByteArray(), null);
    }

    private @Nullable AttemptFailed pass(Piece piece, ByteArrayOutputStream out) {
        if (doneSeen) {
            return null;
        }
        Reading reading = piece.reading();
        if (reading == null) {
            malformed++;
            return null;
        }
        if (reading.error() != null) {
            return new AttemptFailed(ErrorKind.SERVER, "In the stream: " + reading.error());
        }
        tally = tally.plus(reading);
        content |= reading.content();
        if (reading.onlyUsage() && !keepUsage) {
            return null;
        }
        byte[] event = piece.bytes();
        String text = reading.text() == null ? "" : reading.text();
        if (continuation != null) {
            var passed = continuation.pass(piece.bytes(), reading);
            if (passed.mismatch()) {
                return new AttemptFailed(ErrorKind.MISMATCH, "Another run did not begin with what was delivered.");
            }
            if (passed.event() == null) {
                return null;
            }
            event = passed.event();
            text = passed.text();
        }
        complete |= reading.last()
                || (!operation.endsExplicitly() && !reading.finishReasons().isEmpty());
        doneSeen |= reading.last();
        delivered.add(reading, text, event);
        if (released || reading.content() || complete || held.size() + event.length > HOLD_LIMIT) {
            released = true;
            content = true;
            release(out);
            out.writeBytes(event);
        } else {
            held.writeBytes(event);
        }
        return null;
    }

    private void release(ByteArrayOutputStream out) {
        if (held.size() > 0) {
            out.writeBytes(held.toByteArray());
            held.reset();
        }
    }

    Tally tally() {
        return tally;
    }

    /** Whether any content has come, passed on or not. */
    boolean content() {
        return content;
    }

    /** Whether the provider has said that the answer is complete. */
    boolean complete() {
        return complete;
    }

    /** Whether the usage is known, which comes last but for the end itself. */
    boolean counted() {
        return complete && tally.usage() != null;
    }

    /** Whether the stream has ended for the caller. */
    boolean over() {
        return doneSeen;
    }

    int malformed() {
        return malformed;
    }

    static byte[] none() {
        return NONE;
    }
}
