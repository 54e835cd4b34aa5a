package io.switchgear.local.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.switchgear.local.process.Command;
import io.switchgear.local.process.Part;

/**
 * A Java program as a part of the suite.
 *
 * @param program what runs
 * @param heapMegabytes its largest heap
 * @param optimised whether it does so much that starting slower pays
 * @param environment its settings
 * @param readiness answers 200 when the program serves
 * @param log its output
 */
public record JavaPart(
        JavaProgram program,
        int heapMegabytes,
        boolean optimised,
        Map<String, String> environment,
        URI readiness,
        Path log)
        implements Part {

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final HttpClient PROBES = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE_TIMEOUT)
            .build();

    @Override
    public String name() {
        return program.name();
    }

    /** Copies the program ahead of its start, while the stores are still starting. */
    public void install() throws IOException, InterruptedException {
        program.install(log);
    }

    @Override
    public Command prepare() throws IOException, InterruptedException {
        return command(cache().flags(), environment);
    }

    @Override
    public boolean ready() {
        return answers(readiness);
    }

    @Override
    public void started() {
        try {
            var cache = cache();
            var accepted = cache.accepted();
            if (accepted.isPresent() && !accepted.get()) {
                cache.discard();
            }
            note(accepted.map(taken -> taken
                            ? "started from its AOT cache"
                            : "the JVM refused the AOT cache, see aot.log in " + program.folder())
                    .orElse("started without an AOT cache, there is none yet"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    AotCache cache() throws IOException, InterruptedException {
        String installed = program.install(log);
        return new AotCache(
                program.folder(),
                String.join(
                        "\n",
                        installed,
                        Jvm.version(),
                        Jvm.flags(heapMegabytes, optimised).toString()));
    }

    Command command(List<String> aotFlags, Map<String, String> settings) {
        var arguments = new ArrayList<String>();
        arguments.add(Jvm.executable());
        arguments.addAll(Jvm.flags(heapMegabytes, optimised));
        arguments.addAll(aotFlags);
        arguments.addAll(List.of("-jar", program.installedJar().toString()));
        return new Command(arguments, settings, program.folder());
    }

    static boolean answers(URI probe) {
        try {
            var request = HttpRequest.newBuilder(probe).timeout(PROBE_TIMEOUT).build();
            return PROBES.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void note(String sentence) throws IOException {
        Files.writeString(
                log,
                "[launcher] %s %s\n".formatted(name(), sentence),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
