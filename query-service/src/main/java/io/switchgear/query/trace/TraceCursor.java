package io.switchgear.query.trace;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.paging.Cursor;
import io.switchgear.common.problem.ProblemException;

/**
 * Where a page of traces continues.
 *
 * @param watermark when the first page was read: what arrived later is on none of its pages
 * @param listedAt of the last item
 * @param traceId of the last item
 */
record TraceCursor(Instant watermark, Instant listedAt, UUID traceId) {

    /** @throws ProblemException 400 if it is none of ours */
    static @Nullable TraceCursor decode(@Nullable String cursor) {
        Cursor decoded = Cursor.decode(cursor, 3);
        if (decoded == null) {
            return null;
        }
        try {
            return new TraceCursor(
                    Instant.parse(decoded.parts().get(0)),
                    Instant.parse(decoded.parts().get(1)),
                    UUID.fromString(decoded.parts().get(2)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.unreadable();
        }
    }

    String encode() {
        return Cursor.encode(watermark, listedAt, traceId);
    }
}
