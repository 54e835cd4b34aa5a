package io.switchgear.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code deploy/up} and {@code deploy/down} run. */
@Command(
        name = "launcher",
        subcommands = {UpCommand.class, DownCommand.class})
public final class Launcher {

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Launcher()).execute(arguments));
    }
}
