package io.switchgear.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param arguments program first
 * @param environment added to the launcher's own
 * @param directory where it runs; kept apart from the user's, so that nothing lands there
 */
public record Command(List<String> arguments, Map<String, String> environment, Path directory) {

    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
    private static final Path PERL = Path.of("/usr/bin/perl");

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * Starts it in a session of its own: Ctrl-C in a terminal reaches the launcher alone, which then stops the parts in
     * order. Output is appended to the log.
     */
    public Process start(Path log) throws IOException {
        Files.createDirectories(directory);
        Files.createDirectories(log.toAbsolutePath().getParent());
        var arguments = new ArrayList<>(ownSession());
        arguments.addAll(this.arguments);
        var builder = new ProcessBuilder(arguments)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Both keep the process id, since the child of a JVM leads no process group. macOS has no setsid but Perl. */
    private static List<String> ownSession() {
        for (Path setsid : SETSID) {
            if (Files.isExecutable(setsid)) {
                return List.of(setsid.toString());
            }
        }
        return Files.isExecutable(PERL)
                ? List.of(PERL.toString(), "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die $!")
                : List.of();
    }
}
