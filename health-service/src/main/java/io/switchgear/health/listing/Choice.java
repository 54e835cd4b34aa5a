package io.switchgear.health.listing;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.ProblemException;

/** A query parameter that knows few values. */
public final class Choice {

    private Choice() {}

    /**
     * The value as it is, or null without one.
     *
     * @throws ProblemException 400 for a value that is none of the known ones
     */
    public static @Nullable String check(String parameter, @Nullable String value, List<String> known) {
        if (value != null && !known.contains(value)) {
            throw ProblemException.badRequest(
                    "bad_" + parameter,
                    "The " + parameter + " '" + value + "' is unknown; use " + String.join(", ", known) + ".");
        }
        return value;
    }
}
