package io.switchgear.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import io.switchgear.bench.replay.ReplayCommand;

/** Entry point of the benchmark tools. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Replays real traffic through a running suite.",
        subcommands = ReplayCommand.class)
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
