package io.switchgear.action.decision;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/** Why somebody decides so; may be absent. */
record DecisionBody(
        @Nullable
        @Size(max = 500, message = "is longer than 500 characters")
        @Pattern(regexp = "[^\\p{Cc}]*", message = "must not hold control characters")
        String reason) {}
