package io.switchgear.router.dialect.chat;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How much a model shall think before it answers. At least one of both is known.
 *
 * @param effort null if the caller gave a budget
 * @param budgetTokens 0 for not at all; null if the caller gave an effort
 */
public record Reasoning(@Nullable Effort effort, @Nullable Long budgetTokens) {

    /** In OpenAI's steps. */
    public enum Effort {
        NONE(0),
        MINIMAL(1024),
        LOW(1024),
        MEDIUM(8192),
        HIGH(24_576),
        XHIGH(32_768),
        MAX(32_768);

        private final long budget;

        Effort(long budget) {
            this.budget = budget;
        }

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Null if there is none of that name. */
        public static @Nullable Effort find(String wire) {
            for (Effort effort : values()) {
                if (effort.wire().equals(wire)) {
                    return effort;
                }
            }
            return null;
        }
    }

    /** In tokens; efforts as Google's compatibility layer translates them. */
    public long budget() {
        return budgetTokens != null ? budgetTokens : effort == null ? 0 : effort.budget;
    }

    /** As a step; the highest one whose budget is not above this one. */
    public Effort step() {
        if (effort != null) {
            return effort;
        }
        long budget = budget();
        return budget <= 0
                ? Effort.NONE
                : budget >= Effort.HIGH.budget
                        ? Effort.HIGH
                        : budget >= Effort.MEDIUM.budget ? Effort.MEDIUM : Effort.LOW;
    }
}
