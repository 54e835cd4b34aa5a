package io.switchgear.router.dialect;

import java.util.ArrayList;
import java.util.List;

import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.Piece;

/** One streamed answer on its way into the caller's wire format. Not thread-safe. */
final class StreamTranslation {

    private final CallerFormat.StreamWriter writer;
    private boolean finished;
    private boolean over;

    StreamTranslation(CallerFormat format) {
        this.writer = format.stream();
    }

    List<Piece> write(List<AnswerEvent> events) {
        var pieces = new ArrayList<Piece>();
        for (AnswerEvent event : events) {
            if (over) {
                break;
            }
            finished |= event instanceof AnswerEvent.Finished;
            over = event instanceof AnswerEvent.Ended || event instanceof AnswerEvent.Failed;
            pieces.addAll(writer.write(event));
        }
        return pieces;
    }

    /** The provider has closed the stream: one that has said why it finished is complete, any other is left as it is. */
    List<Piece> end() {
        return finished ? write(List.of(new AnswerEvent.Ended())) : List.of();
    }
}
