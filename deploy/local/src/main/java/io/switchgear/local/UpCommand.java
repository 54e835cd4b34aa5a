package io.switchgear.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.switchgear.local.layout.Home;
import io.switchgear.local.layout.Ports;
import io.switchgear.local.suite.Settings;

/** {@code deploy/up}. */
@Command(
        name = "up",
        customSynopsis = "deploy/up [--fresh] [--no-demo] [--detach] [--port-offset N] [--home DIR]",
        sortOptions = false,
        description = "Builds what is missing and starts the whole suite: stores, simulator, services, console.")
final class UpCommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    @Option(names = "--fresh", description = "Start empty: deletes the data and credentials of earlier runs.")
    private boolean fresh;

    @Option(names = "--no-demo", description = "No demo providers and traffic; the demo login and key still exist.")
    private boolean noDemo;

    @Option(names = "--detach", description = "Return once everything is ready; deploy/down stops it.")
    private boolean detach;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Added to every port, for a second suite beside the first (default ${DEFAULT-VALUE}).")
    private int portOffset;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where data, logs and credentials live (default .switchgear in the repository).")
    private @Nullable Path home;

    @Option(names = "--repository", hidden = true, description = "Set by deploy/up.")
    private Path repository = Path.of("");

    @Option(names = "--daemon", hidden = true, description = "The launcher that --detach leaves running.")
    private boolean daemon;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings = settings();
        if (detach) {
            return new DetachedLauncher(settings.home()).start(daemonArguments(settings), fresh);
        }
        return new ForegroundLauncher(settings, daemon).run();
    }

    private Settings settings() {
        try {
            var root = home == null ? repository.toAbsolutePath().resolve(".switchgear") : home;
            return new Settings(
                    repository.toAbsolutePath().normalize(), new Home(root), new Ports(portOffset), fresh, !noDemo);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private static List<String> daemonArguments(Settings settings) {
        var arguments = new ArrayList<>(List.of(
                "up",
                "--daemon",
                "--repository",
                settings.repository().toString(),
                "--home",
                settings.home().root().toString(),
                "--port-offset",
                Integer.toString(settings.ports().offset())));
        if (settings.fresh()) {
            arguments.add("--fresh");
        }
        if (!settings.demo()) {
            arguments.add("--no-demo");
        }
        return arguments;
    }
}
