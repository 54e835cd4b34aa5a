package io.switchgear.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code deploy/up} and {@code deploy/down} run. */
@Command(
        name = "launcher",
        subcommands = {UpCommand.class, DownCommand.class})
public final class Launcher {

    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new Launcher());
        commandLine
                .getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().qualifiedName("deploy/" + command.getCommandName()));
        System.exit(commandLine.execute(arguments));
    }
}
