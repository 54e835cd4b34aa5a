package io.switchgear.health.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line through points that a few outliers do not bend: its slope is the median of the slopes between all pairs (Theil 1950, Sen
 * 1968), and whether there is a trend at all is told by the Mann–Kendall test (Mann 1945, Kendall 1975), corrected for ties.
 *
 * @param slope rise of y per unit of x
 * @param intercept y at x = 0
 * @param z of the test; above 2.33 there is a rising trend with 99 % confidence
 */
record Trend(double slope, double intercept, double z) {

    /** The quantile of the normal distribution for 99 %, one-sided. */
    static final double SURE = 2.326;

    /** A point. */
    record Point(double x, double y) {}

    /** @param points in order of x, without two of the same; at least two */
    static Trend of(List<Point> points) {
        var slopes = new ArrayList<Double>();
        long score = 0;
        for (int i = 0; i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                double rise = points.get(j).y() - points.get(i).y();
                slopes.add(rise / (points.get(j).x() - points.get(i).x()));
                score += (long) Math.signum(rise);
            }
        }
        double slope = median(slopes);
        double intercept = median(
                points.stream().map(point -> point.y() - slope * point.x()).toList());
        return new Trend(slope, intercept, z(score, points));
    }

    double at(double x) {
        return intercept + slope * x;
    }

    boolean isRising() {
        return slope > 0 && z >= SURE;
    }

    private static double z(long score, List<Point> points) {
        double variance = spread(points.size());
        for (long ties : points.stream()
                .collect(Collectors.groupingBy(Point::y, Collectors.counting()))
                .values()) {
            variance -= spread(ties);
        }
        return variance <= 0 ? 0 : (score - Long.signum(score)) / Math.sqrt(variance / 18);
    }

    private static double spread(double n) {
        return n * (n - 1) * (2 * n + 5);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
