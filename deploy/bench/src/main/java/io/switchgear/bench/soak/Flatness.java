package io.switchgear.bench.soak;

import java.util.Arrays;
import java.util.List;

/**
 * Whether a series stays where it is. What counts is the second half, when caches are filled and code is compiled; its trend is the
 * median of the slopes between all pairs of points (Theil and Sen), which single outliers do not move.
 *
 * @param mean of the second half
 * @param perHour its trend
 * @param growth of the trend over the second half
 * @param allowed growth
 */
record Flatness(double mean, double perHour, double growth, double allowed) {

    /** Growth over the second half, as a share of the mean. */
    private static final double SHARE = 0.05;

    /**
     * A point of a series.
     *
     * @param seconds since the beginning
     * @param value in any unit
     */
    record Point(double seconds, double value) {}

    /**
     * Judges a series.
     *
     * @param points in order of time, two at least
     * @param floor growth that is allowed however small the mean
     */
    static Flatness of(List<Point> points, double floor) {
        List<Point> half = points.subList(points.size() / 2, points.size());
        double mean = half.stream().mapToDouble(Point::value).average().orElse(0);
        double slope = slope(half);
        double length = half.getLast().seconds() - half.getFirst().seconds();
        return new Flatness(mean, slope * 3600, slope * length, Math.max(floor, mean * SHARE));
    }

    boolean flat() {
        return growth <= allowed;
    }

    private static double slope(List<Point> points) {
        double[] slopes = new double[points.size() * (points.size() - 1) / 2];
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            for (int k = i + 1; k < points.size(); k++) {
                Point from = points.get(i);
                Point to = points.get(k);
                slopes[n++] = (to.value() - from.value()) / (to.seconds() - from.seconds());
            }
        }
        Arrays.sort(slopes);
        if (n == 0) {
            return 0;
        }
        return n % 2 == 1 ? slopes[n / 2] : (slopes[n / 2 - 1] + slopes[n / 2]) / 2;
    }
}
