package io.switchgear.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import io.switchgear.bench.health.HealthCommand;
import io.switchgear.bench.hop.BareProxy;
import io.switchgear.bench.hop.FixedUpstream;
import io.switchgear.bench.hop.HopCommand;
import io.switchgear.bench.replay.ReplayCommand;
import io.switchgear.bench.soak.SoakCommand;
import io.switchgear.bench.telemetry.TelemetryCommand;

/** Entry point of the benchmark tools. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Replays real traffic through the suite, and measures it beside its peers.",
        subcommands = {
            ReplayCommand.class,
            HopCommand.class,
            SoakCommand.class,
            TelemetryCommand.class,
            HealthCommand.class,
            FixedUpstream.class,
            BareProxy.class
        })
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
