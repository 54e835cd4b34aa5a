package io.switchgear.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A JVM under observation, on Linux.
 *
 * @param name of the service
 * @param pid of its process
 * @param metrics where it shows its Prometheus metrics; null if it has none
 */
record Watched(String name, long pid, @Nullable URI metrics) {

    private static final double MIB = 1024.0 * 1024;

    /** A generation's or the whole heap's line of {@code GC.heap_info}, whatever the collector. */
    private static final Pattern USED = Pattern.compile("(?m)^.*\\btotal .*\\bused (\\d+)K");

    private static final Pattern DIRECT =
            Pattern.compile("(?m)^jvm_buffer_memory_used_bytes\\{[^}]*id=\"direct\"[^}]*} (\\S+)");
    private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    /** After a full collection. */
    Map<Measure, Double> sample(HttpClient http) throws IOException, InterruptedException {
        var values = new EnumMap<Measure, Double>(Measure.class);
        jcmd("GC.run");
        values.put(Measure.HEAP, sum(USED, jcmd("GC.heap_info")) / 1024);
        String status = Files.readString(process("status"));
        values.put(Measure.RESIDENT, sum(RESIDENT, status) / 1024);
        values.put(Measure.THREADS, sum(THREADS, status));
        try (var descriptors = Files.list(process("fd"))) {
            values.put(Measure.DESCRIPTORS, (double) descriptors.count());
        }
        if (metrics != null) {
            var request = HttpRequest.newBuilder(metrics).build();
            String text =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            values.put(Measure.DIRECT, sum(DIRECT, text) / MIB);
        }
        return values;
    }

    private Path process(String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        Long.toString(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(name + " does not answer " + command + ": " + output.strip());
        }
        return output;
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
