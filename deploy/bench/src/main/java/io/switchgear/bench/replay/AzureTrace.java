package io.switchgear.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The Azure LLM inference trace of 2023 (Azure Public Dataset, CC-BY 4.0; Patel et al., Splitwise, ISCA 2024): CSV with the columns
 * {@code TIMESTAMP,ContextTokens,GeneratedTokens}, times with 100 ns resolution, ascending.
 */
final class AzureTrace {

    private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSS");

    private AzureTrace() {}

    /** @throws IOException if the file cannot be read, or is not of that format; the message names the line */
    static List<Arrival> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
            throw new IOException(file + " does not begin with the header " + HEADER + ".");
        }
        var arrivals = new ArrayList<Arrival>(lines.size());
        @Nullable LocalDateTime first = null;
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String[] cells = lines.get(i).split(",", -1);
            try {
                LocalDateTime time = LocalDateTime.parse(cells[0], TIME);
                first = first == null ? time : first;
                arrivals.add(new Arrival(
                        Duration.between(first, time),
                        Integer.parseInt(cells[1].strip()),
                        Integer.parseInt(cells[2].strip())));
            } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IOException(file + ", line " + (i + 1) + ": not a recorded call: " + lines.get(i), e);
            }
        }
        return arrivals;
    }
}
