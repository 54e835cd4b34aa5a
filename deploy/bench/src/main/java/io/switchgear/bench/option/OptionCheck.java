package io.switchgear.bench.option;

import java.util.Collection;
import java.util.TreeSet;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Mixin: what a command demands of its options beyond their types. What is not met is bad usage, exit code 2. */
@Command // So that picocli takes it for a mixin.
public final class OptionCheck {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec command;

    /** @throws ParameterException with {@code message}, a sentence that names the option, unless it holds */
    public void that(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    /**
     * All of {@code named} must be among {@code known}.
     *
     * @param what one of them is, in the message
     */
    public void known(String what, Collection<String> named, Collection<String> known) {
        var unknown = new TreeSet<>(named);
        unknown.removeAll(known);
        that(unknown.isEmpty(), "No such " + what + ": " + String.join(", ", unknown));
    }
}
