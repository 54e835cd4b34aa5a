package io.switchgear.action.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionFilter;
import io.switchgear.action.lifecycle.ActionState;
import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.TimeRange;
import io.switchgear.common.problem.ProblemException;

/** Reads the query of a list of actions. Pure; what it cannot read is a 400. */
final class ActionQuery {

    /** The end of the year 9999 in microseconds: PostgreSQL's times do not go as far as Java's. */
    private static final long LATEST = 253_402_300_800_000_000L;

    private ActionQuery() {}

    /** Where a page begins: after the action created at this instant, with this id. */
    record Position(Instant createdAt, UUID id) {}

    /** A list of actions goes back to the first one unless the query names a span of time. */
    static ActionFilter filter(MultiValueMap<String, String> query, Instant now) {
        String range = query.getFirst("range");
        String from = query.getFirst("from");
        String to = query.getFirst("to");
        TimeRange span = range == null && from == null && to == null ? null : TimeRange.parse(range, from, to, now);
        return new ActionFilter(
                one("status", query.getFirst("status"), ActionState::of),
                one("type", query.getFirst("type"), ActionType::of),
                text("service_name", query.getFirst("service_name")),
                text("cluster_name", query.getFirst("cluster_name")),
                span == null ? null : span.from(),
                span == null ? null : span.to());
    }

    private static <T> @Nullable T one(String name, @Nullable String value, Function<String, T> reading) {
        try {
            return value == null || value.isEmpty() ? null : reading.apply(value);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("bad_query", "The parameter " + name + " has an unknown value.");
        }
    }

    /** PostgreSQL keeps no NUL, and no name holds a control character. */
    private static @Nullable String text(String name, @Nullable String value) {
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("bad_query", "The parameter " + name + " holds control characters.");
        }
        return value == null || value.isEmpty() ? null : value;
    }

    static @Nullable Position position(@Nullable String cursor) {
        var decoded = Cursor.decode(cursor, 2);
        if (decoded == null) {
            return null;
        }
        try {
            long micros = Long.parseLong(decoded.parts().getFirst());
            if (micros < 0 || micros > LATEST) {
                throw Cursor.unreadable();
            }
            return new Position(
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                    UUID.fromString(decoded.parts().getLast()));
        } catch (IllegalArgumentException e) {
            throw Cursor.unreadable();
        }
    }

    static String cursor(Action last) {
        return Cursor.encode(ChronoUnit.MICROS.between(Instant.EPOCH, last.createdAt()), last.actionId());
    }
}
