package io.switchgear.query.trace;

import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where to look for what a list wants, newest part first. Parts do not overlap.
 *
 * @param first oldest day; null for all before
 * @param last newest day; null for all after
 * @param shapes ids of the shapes that pass the filter; null for any, when the columns themselves have to be looked at
 * @param texts ids of the texts that hold what is searched; null for any, in the same way
 */
record TracePart(
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        @Nullable Set<Long> shapes,
        @Nullable Set<Long> texts) {

    static final TracePart ALL = new TracePart(null, null, null, null);
}
