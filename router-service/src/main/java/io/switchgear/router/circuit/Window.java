package io.switchgear.router.circuit;

/**
 * The outcomes of the latest {@value #SIZE} calls: a shift register of bits, newest lowest.
 *
 * @param filled how many of them there were, 0–{@value #SIZE}
 * @param failedHigh bits 64–127: 1 for a failure
 * @param failedLow bits 0–63
 * @param slowHigh bits 64–127: 1 for a slow call
 * @param slowLow bits 0–63
 */
public record Window(int filled, long failedHigh, long failedLow, long slowHigh, long slowLow) {

    public static final int SIZE = 128;
    public static final Window EMPTY = new Window(0, 0, 0, 0, 0);

    Window with(boolean failed, boolean slow) {
        return new Window(
                Math.min(SIZE, filled + 1),
                (failedHigh << 1) | (failedLow >>> 63),
                (failedLow << 1) | (failed ? 1 : 0),
                (slowHigh << 1) | (slowLow >>> 63),
                (slowLow << 1) | (slow ? 1 : 0));
    }

    /** Percent of failed calls; 0 if there were none. */
    double failureRate() {
        return percent(Long.bitCount(failedHigh) + Long.bitCount(failedLow));
    }

    /** Percent of slow calls; 0 if there were none. */
    double slowRate() {
        return percent(Long.bitCount(slowHigh) + Long.bitCount(slowLow));
    }

    private double percent(int count) {
        return filled == 0 ? 0 : 100.0 * count / filled;
    }
}
