package io.switchgear.query.alert;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.ProblemException;

/** How bad it is. */
enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Severity of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** @throws ProblemException 400 if {@code name} names none */
    static @Nullable Severity parse(@Nullable String name) {
        for (Severity severity : values()) {
            if (severity.wire().equals(name)) {
                return severity;
            }
        }
        if (name == null) {
            return null;
        }
        throw ProblemException.badRequest("bad_severity", "severity must be one of info, warning, critical.");
    }
}
