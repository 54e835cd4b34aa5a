package io.switchgear.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.switchgear.bench.process.ObservedProcess;

/**
 * A JVM under observation, on Linux.
 *
 * @param name of the service
 * @param pid of its process
 * @param metrics where it shows its Prometheus metrics; null if it has none
 */
record Watched(String name, long pid, @Nullable URI metrics) {

    private static final double MIB = 1024.0 * 1024;

    private static final Pattern DIRECT =
            Pattern.compile("(?m)^jvm_buffer_memory_used_bytes\\{[^}]*id=\"direct\"[^}]*} (\\S+)");
    /** After a full collection. */
    Map<Measure, Double> sample(HttpClient http) throws IOException, InterruptedException {
        var process = new ObservedProcess(pid);
        var values = new EnumMap<Measure, Double>(Measure.class);
        values.put(Measure.HEAP, process.heap() / MIB);
        values.put(Measure.RESIDENT, process.resident() / MIB);
        values.put(Measure.THREADS, (double) process.threads());
        values.put(Measure.DESCRIPTORS, (double) process.descriptors());
        if (metrics != null) {
            var request = HttpRequest.newBuilder(metrics).build();
            String text =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            values.put(Measure.DIRECT, sum(DIRECT, text) / MIB);
        }
        return values;
    }

    private static double sum(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        double sum = 0;
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group(1));
        }
        return sum;
    }
}
