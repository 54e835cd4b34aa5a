package io.switchgear.common.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that happens elsewhere: asks again until it holds, and fails with the last reason if it never does. */
public final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    /** Until {@code assertion} throws no longer; 30 s at most. */
    public static void until(Assertion assertion) {
        value(() -> {
            assertion.check();
            return true;
        });
    }

    /** What {@code probe} returns as soon as it neither throws nor returns null or false; 30 s at most. */
    public static <T> T value(Callable<T> probe) {
        Instant deadline = Instant.now().plus(LIMIT);
        while (true) {
            Throwable last;
            try {
                T value = probe.call();
                if (value != null && !Boolean.FALSE.equals(value)) {
                    return value;
                }
                last = new AssertionError("still " + value);
            } catch (AssertionError | Exception e) {
                last = e;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not within " + LIMIT.toSeconds() + " s: " + last.getMessage(), last);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** An assertion that may not hold yet. */
    public interface Assertion {
        void check() throws Exception;
    }
}
