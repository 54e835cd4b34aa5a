package io.switchgear.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** One process of the suite. */
public interface Part {

    /** Names its log and its record, such as {@code router-service}. */
    String name();

    /** For people, with a version where it has one, such as {@code PostgreSQL 18.6}. */
    default String title() {
        return name();
    }

    Path log();

    /**
     * Does what must be done before each start (unpacking, first set-up, clearing what a crash left) and says what to run.
     *
     * @throws IOException with a sentence for the user
     */
    Command prepare() throws IOException, InterruptedException;

    /** One look at whether the running process serves; false as long as it does not, for whatever reason. */
    boolean ready();

    /** Called once after each start, when the part is ready. */
    default void started() {}

    /** How long a start may take. */
    default Duration startDeadline() {
        return Duration.ofMinutes(2);
    }

    /** How to ask the process to end, and how long it may take until it is killed. */
    default Ending ending() {
        return Ending.GRACEFUL;
    }
}
