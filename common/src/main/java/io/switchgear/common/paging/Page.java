package io.switchgear.common.paging;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.ProblemException;

/**
 * One page of a list, newest first.
 *
 * @param items at most as many as the limit
 * @param nextCursor where the next page begins; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Default of {@code limit}. */
    public static final String DEFAULT_LIMIT = "50";

    public static final int MAX_LIMIT = 500;

    /** @throws ProblemException 400 for a limit below 1 or above {@link #MAX_LIMIT} */
    public static int checked(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.badRequest("bad_limit", "limit must be between 1 and " + MAX_LIMIT + ".");
        }
        return limit;
    }

    /**
     * A page out of rows of which one more than {@code limit} was asked for.
     *
     * @param cursor the cursor that continues after the given last item
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()));
    }
}
