package io.switchgear.router.balancing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * When calls came to a production service, and how large they were: Azure Public Dataset, LLM inference trace 2023 (code). Where the
 * recording is not at hand, as many calls are drawn whose rate, bursts and sizes are like the recorded ones'.
 */
final class Arrivals {

    /** Beside the repository, as seen from a module. */
    private static final Path TRACE = Path.of("../../shared/data/llm-traces/azure-llm-inference-2023-code.csv");

    private static final int CALLS = 8819;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSS");

    private Arrivals() {}

    /**
     * A call.
     *
     * @param atMs since the first one
     * @param input tokens
     * @param output tokens
     */
    record Call(long atMs, int input, int output) {}

    static List<Call> read() {
        if (!Files.isReadable(TRACE)) {
            System.out.println("No recording at " + TRACE.toAbsolutePath().normalize()
                    + ": the strategies are compared on arrivals drawn like it.");
            return drawn();
        }
        try (var lines = Files.lines(TRACE)) {
            var calls = lines.skip(1).map(Arrivals::call).toList();
            long first = calls.getFirst().atMs();
            return calls.stream()
                    .map(call -> new Call(call.atMs() - first, call.input(), call.output()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mean gap 0.4 s, four of five in bursts; medians 1,400 tokens in and 14 out, with the long tails of the recording. */
    private static List<Call> drawn() {
        var random = new Random(2023);
        var calls = new ArrayList<Call>();
        double at = 0;
        for (int i = 0; i < CALLS; i++) {
            calls.add(new Call((long) at, size(random, 1400, 0.9, 7500), size(random, 14, 1.1, 1800)));
            at += -Math.log(1 - random.nextDouble()) * (random.nextInt(5) < 4 ? 60 : 1750);
        }
        return List.copyOf(calls);
    }

    private static int size(Random random, double median, double sigma, int most) {
        return (int) Math.clamp(median * Math.exp(sigma * random.nextGaussian()), 3, most);
    }

    private static Call call(String line) {
        String[] fields = line.split(",", -1);
        return new Call(
                LocalDateTime.parse(fields[0], TIME).toInstant(ZoneOffset.UTC).toEpochMilli(),
                Integer.parseInt(fields[1].strip()),
                Integer.parseInt(fields[2].strip()));
    }
}
