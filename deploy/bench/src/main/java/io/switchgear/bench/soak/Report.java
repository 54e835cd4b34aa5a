package io.switchgear.bench.soak;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was seen, printed as it comes and judged at the end. */
final class Report {

    private final List<Watched> watched;
    private final Map<Watched, Map<Measure, List<Flatness.Point>>> series = new LinkedHashMap<>();

    Report(List<Watched> watched) {
        this.watched = watched;
        watched.forEach(each -> series.put(each, new EnumMap<>(Measure.class)));
    }

    void header() {
        System.out.printf(
                "%n%6s %10s %6s  each service: live heap/resident/direct MiB, descriptors, threads%n",
                "s", "calls", "wrong");
    }

    void sample(long seconds, HttpClient http, Traffic traffic) throws IOException, InterruptedException {
        var line = new StringBuilder("%6d %,10d %6d ".formatted(seconds, traffic.total(), traffic.wrong()));
        for (Watched each : watched) {
            Map<Measure, Double> values = each.sample(http);
            values.forEach((measure, value) -> series.getOrDefault(each, Map.of())
                    .computeIfAbsent(measure, any -> new ArrayList<>())
                    .add(new Flatness.Point(seconds, value)));
            line.append(" %s %.1f/%.0f/%.1f %.0f %.0f"
                    .formatted(
                            each.name(),
                            values.getOrDefault(Measure.HEAP, 0.0),
                            values.getOrDefault(Measure.RESIDENT, 0.0),
                            values.getOrDefault(Measure.DIRECT, 0.0),
                            values.getOrDefault(Measure.DESCRIPTORS, 0.0),
                            values.getOrDefault(Measure.THREADS, 0.0)));
        }
        System.out.println(line);
    }

    /**
     * Whether all is well.
     *
     * @param leftActive calls that are still counted as under way
     */
    boolean verdict(Traffic traffic, long leftActive) {
        System.out.printf(
                "%n%-16s %-14s %10s %10s %10s %10s%n", "service", "measure", "mean", "per hour", "growth", "allowed");
        boolean flat = true;
        for (var service : series.entrySet()) {
            for (var measured : service.getValue().entrySet()) {
                Flatness flatness =
                        Flatness.of(measured.getValue(), measured.getKey().floor());
                flat &= flatness.flat();
                System.out.printf(
                        Locale.ROOT,
                        "%-16s %-14s %10.1f %+10.1f %+10.1f %10.1f%s%n",
                        service.getKey().name(),
                        measured.getKey().label(),
                        flatness.mean(),
                        flatness.perHour(),
                        flatness.growth(),
                        flatness.allowed(),
                        flatness.flat() ? "" : "  GROWS");
            }
        }
        System.out.printf("%n%,d calls%n", traffic.total());
        traffic.endings().forEach((ending, count) -> System.out.printf("%,12d %s%n", count, ending));
        traffic.examples().forEach(example -> System.out.println("  wrong: " + example));
        if (leftActive > 0) {
            System.out.println(leftActive + " calls are still counted as under way.");
        }
        boolean right = traffic.wrong() == 0 && leftActive == 0;
        System.out.println((flat ? "Nothing grows" : "Something grows") + "; "
                + (right ? "every answer was right." : "not every answer was right."));
        return flat && right;
    }
}
