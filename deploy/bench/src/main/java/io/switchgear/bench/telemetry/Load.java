package io.switchgear.bench.telemetry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sends bodies over some connections, and asks the same question again and again. */
final class Load {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    HttpClient http() {
        return http;
    }

    /** Each body once, again where the server says come back; how long that took. */
    Duration send(List<byte[]> bodies, String url, int connections, Supplier<String> token)
            throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                senders.add(threads.submit(() -> {
                    for (int mine = next.getAndIncrement(); mine < bodies.size(); mine = next.getAndIncrement()) {
                        while (!sent(bodies.get(mine), url, token.get())) {
                            Thread.sleep(50);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    boolean sent(byte[] body, String url, String token) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-protobuf")
                        .header("X-Switchgear-Token", token)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 == 2) {
            return true;
        }
        if (answer.statusCode() == 429 || answer.statusCode() == 503) {
            return false;
        }
        throw new IOException(url + " answered " + answer.statusCode() + " "
                + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Milliseconds. */
    record Latency(double p50, double p95) {

        static Latency of(double[] millis) {
            double[] sorted = millis.clone();
            Arrays.sort(sorted);
            return new Latency(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.95)]);
        }
    }

    String get(String url, String token) throws IOException, InterruptedException {
        return answer(url, token).body();
    }

    HttpResponse<String> answer(String url, String token) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("X-Switchgear-Token", token)
                        .header("X-Workspace-ID", Traffic.WORKSPACE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(url + " answered " + answer.statusCode());
        }
        return answer;
    }

    /** One after the other; {@code before} is not measured. */
    Latency ask(int times, Supplier<String> url, Supplier<String> token, Runnable before)
            throws IOException, InterruptedException {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            before.run();
            String address = url.get();
            String signed = token.get();
            long start = System.nanoTime();
            get(address, signed);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return Latency.of(millis);
    }
}
