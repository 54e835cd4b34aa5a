package io.switchgear.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a log's end says about why its process ended. */
public final class LogTail {

    private static final int BYTES = 64 * 1024;
    private static final int LONGEST_REASON = 300;

    /** Spring Boot's failure analysis comes first: it is written for people. */
    private static final Pattern ANALYSIS = Pattern.compile("Description:\\s*\\n\\s*\\n([^\\n]+)");

    private static final List<Pattern> TELLING = List.of(
            Pattern.compile("^Caused by: (.+)$"),
            Pattern.compile("(?:FATAL|PANIC|ERROR)\\b.*"),
            Pattern.compile("(?i).*\\b(?:error|exception|cannot|failed)\\b.*"),
            Pattern.compile(".*\\S.*"));

    private LogTail() {}

    /** The last line that tells a reason, if the log has any line. */
    public static Optional<String> reason(Path log) {
        try {
            String text = tail(log);
            var analysis = ANALYSIS.matcher(text);
            if (analysis.find()) {
                return Optional.of(shorten(analysis.group(1)));
            }
            List<String> lines = text.lines().toList().reversed();
            return TELLING.stream()
                    .flatMap(pattern -> lines.stream()
                            .map(pattern::matcher)
                            .filter(matcher -> matcher.find())
                            .limit(1)
                            .map(matcher -> matcher.groupCount() > 0 ? matcher.group(1) : matcher.group()))
                    .findFirst()
                    .map(LogTail::shorten);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String tail(Path log) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            file.seek(start);
            var bytes = new byte[(int) (file.length() - start)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static String shorten(String line) {
        String stripped = line.strip();
        return stripped.length() <= LONGEST_REASON ? stripped : stripped.substring(0, LONGEST_REASON) + "…";
    }
}
