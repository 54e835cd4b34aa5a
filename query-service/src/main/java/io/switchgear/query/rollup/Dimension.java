package io.switchgear.query.rollup;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.ProblemException;

/** What sums may be grouped by. */
public enum Dimension {
    SERVICE("service", true),
    PROVIDER("provider", true),
    MODEL("model", true),
    KEY("api_key", false),
    STATUS("status", false);

    private final String column;
    private final boolean sketched;

    Dimension(String column, boolean sketched) {
        this.column = column;
        this.sketched = sketched;
    }

    String column() {
        return column;
    }

    /** Whether sketches are kept apart by it, too. */
    public boolean sketched() {
        return sketched;
    }

    /** @throws ProblemException 400 if {@code name} names none */
    public static @Nullable Dimension of(@Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "bad_group_by", "group_by must be one of service, provider, model, key, status.");
        }
    }
}
