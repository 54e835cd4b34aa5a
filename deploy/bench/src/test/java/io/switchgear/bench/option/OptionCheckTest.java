package io.switchgear.bench.option;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import io.switchgear.bench.health.HealthCommand;
import io.switchgear.bench.hop.HopCommand;
import io.switchgear.bench.replay.ReplayCommand;
import io.switchgear.bench.soak.SoakCommand;
import io.switchgear.bench.telemetry.TelemetryCommand;

import static org.assertj.core.api.Assertions.assertThat;

/** What makes no sense is bad usage, told before anything is started. */
class OptionCheckTest {

    @ParameterizedTest
    @CsvSource({
        "health,    --parts=reads --rows=0,   --rows and --calls must be above 0.",
        "health,    --parts=all,              No such part: all",
        "hop,       --seconds=0,              --seconds must be above 0",
        "hop,       --peers=direct nobody,    No such peer: nobody",
        "replay,    --speed-up=0,             --speed-up must be above 0.",
        "soak,      --minutes=1,              --minutes must be 2 at least.",
        "telemetry, --connections=0,          --connections must be above 0."
    })
    void badUsageEndsWithTwo(String command, String flags, String message) {
        var said = new StringWriter();
        Object bean =
                switch (command) {
                    case "health" -> new HealthCommand();
                    case "hop" -> new HopCommand();
                    case "replay" -> new ReplayCommand();
                    case "soak" -> new SoakCommand();
                    default -> new TelemetryCommand();
                };
        var line = new CommandLine(bean).setErr(new PrintWriter(said, true));
        String required = " "
                + line.getCommandSpec().options().stream()
                        .filter(OptionSpec::required)
                        .map(option -> option.longestName() + "=none")
                        .reduce("", (all, one) -> all + " " + one);
        int code = line.execute((flags.replace("direct nobody", "direct,nobody") + required)
                .strip()
                .split(" +"));
        assertThat(said.toString()).contains(message);
        assertThat(code).isEqualTo(2);
    }
}
