package io.switchgear.router.balancing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** When calls came to a production service, and how large they were: Azure Public Dataset, LLM inference trace 2023 (code). */
final class Arrivals {

    /** Beside the repository, as seen from a module. */
    private static final Path TRACE = Path.of("../../shared/data/llm-traces/azure-llm-inference-2023-code.csv");

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
            throw new AssertionError("The trace of arrivals is missing: "
                    + TRACE.toAbsolutePath().normalize()
                    + ". Strategies are compared on it; put it there, this test is not skipped.");
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

    private static Call call(String line) {
        String[] fields = line.split(",", -1);
        return new Call(
                LocalDateTime.parse(fields[0], TIME).toInstant(ZoneOffset.UTC).toEpochMilli(),
                Integer.parseInt(fields[1].strip()),
                Integer.parseInt(fields[2].strip()));
    }
}
