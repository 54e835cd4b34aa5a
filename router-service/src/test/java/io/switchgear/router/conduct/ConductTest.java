package io.switchgear.router.conduct;

import java.util.Arrays;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.switchgear.router.conduct.Conduct.Step;
import io.switchgear.router.conduct.Situation.Phase;

import static org.assertj.core.api.Assertions.assertThat;

/** The decision table, row by row. */
class ConductTest {

    private static Situation at(Phase phase, int tries, String flags) {
        var set = flags == null ? Set.<String>of() : Set.copyOf(Arrays.asList(flags.split(" ")));
        return new Situation(
                phase,
                set.contains("may"),
                tries,
                set.contains("again"),
                set.contains("wait"),
                set.contains("sibling"),
                set.contains("fallback"),
                set.contains("larger"),
                set.contains("prefilled"));
    }

    @ParameterizedTest(name = "{0}, try {1}, {2} → {3}")
    @CsvSource({
        // 500: once more on the same target, then elsewhere.
        "SERVER,      1, may again sibling fallback,      AGAIN",
        "SERVER,      2, may again sibling fallback,      SIBLING",
        "SERVER,      2, may again fallback,              FALLBACK",
        "SERVER,      2, may again,                       GIVE_UP",
        "SERVER,      1, may fallback,                    FALLBACK",
        "SERVER,      1, again sibling fallback,          GIVE_UP",
        // 503, 529: siblings at once; without, two more tries with pauses; then the fallback.
        "OVERLOADED,  1, may again sibling fallback,      SIBLING",
        "OVERLOADED,  1, may again fallback,              LATER",
        "OVERLOADED,  2, may again fallback,              LATER",
        "OVERLOADED,  3, may again fallback,              FALLBACK",
        "OVERLOADED,  3, may again,                       GIVE_UP",
        "OVERLOADED,  1, may fallback,                    FALLBACK",
        // 429: siblings at once; without, honoured on the same target before another model is asked; three tries.
        "RATE_LIMIT,  1, may again wait sibling fallback, SIBLING",
        "RATE_LIMIT,  1, may again wait fallback,         WAIT",
        "RATE_LIMIT,  2, may again wait fallback,         WAIT",
        "RATE_LIMIT,  3, may again wait fallback,         FALLBACK",
        "RATE_LIMIT,  1, may again fallback,              FALLBACK",
        "RATE_LIMIT,  1, may wait fallback,               FALLBACK",
        "RATE_LIMIT,  1, may again,                       GIVE_UP",
        // Reset or refused: at once, elsewhere if there is somebody.
        "CONNECTION,  1, may again sibling fallback,      SIBLING",
        "CONNECTION,  1, may again fallback,              AGAIN",
        "CONNECTION,  2, may again fallback,              FALLBACK",
        "CONNECTION,  2, may again,                       GIVE_UP",
        // Silence, a slow first token: never the same target.
        "TIMEOUT,     1, may again wait sibling fallback, SIBLING",
        "TIMEOUT,     1, may again wait fallback,         FALLBACK",
        "TIMEOUT,     1, may again wait,                  GIVE_UP",
        // No answer at all: likewise.
        "PROTOCOL,    1, may again sibling fallback,      SIBLING",
        "PROTOCOL,    1, may again fallback,              FALLBACK",
        "PROTOCOL,    1, may again,                       GIVE_UP",
        // A bad key, an empty account: never again.
        "AUTH,        1, may again sibling fallback,      SIBLING",
        "AUTH,        1, may again fallback,              FALLBACK",
        "AUTH,        1, may again,                       GIVE_UP",
        "QUOTA,       1, may again fallback,              FALLBACK",
        "QUOTA,       1, may again,                       GIVE_UP",
        // A model that this target does not have.
        "MODEL,       1, may again sibling fallback,      SIBLING",
        "MODEL,       1, may again fallback,              FALLBACK",
        "MODEL,       1, may again,                       GIVE_UP",
        // Too long: only where it may fit.
        "CONTEXT,     1, may again sibling fallback larger, LARGER",
        "CONTEXT,     1, may again sibling fallback,      GIVE_UP",
        // Nobody else is asked.
        "FILTER,      1, may again wait sibling fallback larger, GIVE_UP",
        "CALLER,      1, may again wait sibling fallback larger, GIVE_UP",
    })
    void beforeAnythingWasSent(ErrorKind kind, int tries, String flags, Step step) {
        assertThat(Conduct.after(kind, at(Phase.NOTHING_SENT, tries, flags))).isEqualTo(step);
    }

    @ParameterizedTest(name = "{0}, try {1}, {2} → {3}")
    @CsvSource({
        "CONNECTION,  1, may again sibling,               RESCUE",
        "CONNECTION,  1, may again fallback,              RESCUE",
        "CONNECTION,  1, may again,                       AGAIN",
        "CONNECTION,  2, may again,                       BREAK_OFF",
        "CONNECTION,  1, may,                             BREAK_OFF",
        "CONNECTION,  1, again sibling fallback,          BREAK_OFF",
        "PROTOCOL,    1, may again fallback,              RESCUE",
        "PROTOCOL,    1, may again,                       AGAIN",
        "SERVER,      1, may again fallback,              RESCUE",
        "OVERLOADED,  1, may again fallback,              RESCUE",
        // A stalled target is not asked again.
        "TIMEOUT,     1, may again fallback,              RESCUE",
        "TIMEOUT,     1, may again,                       BREAK_OFF",
        // Those that were asked to go on may refuse like any other.
        "RATE_LIMIT,  1, may again wait fallback,         RESCUE",
        "RATE_LIMIT,  1, may again wait,                  BREAK_OFF",
        "AUTH,        1, may again fallback,              RESCUE",
        "QUOTA,       1, may again,                       BREAK_OFF",
        // They do not want what was put before them: the same request as the caller sent it.
        "CALLER,      1, may again fallback prefilled,    RERUN",
        "CONTEXT,     1, may again fallback prefilled,    RERUN",
        "FILTER,      1, may again prefilled,             RERUN",
        "MODEL,       1, may again prefilled,             RERUN",
        "CALLER,      1, may again fallback,              BREAK_OFF",
        "CONTEXT,     1, may again fallback larger,       BREAK_OFF",
        "FILTER,      1, may again fallback,              BREAK_OFF",
        "MODEL,       1, may again fallback,              RESCUE",
        // It said something else.
        "MISMATCH,    1, may again sibling fallback,      BREAK_OFF",
    })
    void afterTheBeginningOfAStream(ErrorKind kind, int tries, String flags, Step step) {
        assertThat(Conduct.after(kind, at(Phase.RESCUABLE, tries, flags))).isEqualTo(step);
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void whatCannotBeGoneOnWithBreaksOff(ErrorKind kind) {
        assertThat(Conduct.after(kind, at(Phase.SENT, 1, "may again wait sibling fallback larger")))
                .isEqualTo(Step.BREAK_OFF);
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void nothingIsTriedWithoutTimeOrAttempts(ErrorKind kind) {
        String all = "again wait sibling fallback larger prefilled";
        assertThat(Conduct.after(kind, at(Phase.NOTHING_SENT, 1, all))).isEqualTo(Step.GIVE_UP);
        assertThat(Conduct.after(kind, at(Phase.RESCUABLE, 1, all))).isEqualTo(Step.BREAK_OFF);
    }

    @Test
    void aCompleteStreamLosesNothingByItsConnection() {
        assertThat(Arrays.stream(ErrorKind.values()).filter(Conduct::harmlessWhenComplete))
                .containsExactlyInAnyOrder(ErrorKind.CONNECTION, ErrorKind.TIMEOUT, ErrorKind.PROTOCOL);
    }
}
