package io.switchgear.simulator.fault;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultGrammarTest {

    @Test
    void aModelWithoutMarkHasNoRules() {
        assertThat(FaultGrammar.model("gpt-sim")).isEqualTo(new FaultGrammar.Model("gpt-sim", List.of()));
    }

    @Test
    void aModelCarriesRulesInTheirOrder() {
        var model = FaultGrammar.model("gpt-sim!status=429,retry-after=2,times=3!slow-first-token=5s");

        assertThat(model.name()).isEqualTo("gpt-sim");
        assertThat(model.rules())
                .containsExactly(
                        new FaultRule(new Fault.Status(429, 2, null), 3, "status=429,retry-after=2,times=3"),
                        new FaultRule(
                                new Fault.SlowFirstToken(Duration.ofSeconds(5)),
                                FaultRule.ALWAYS,
                                "slow-first-token=5s"));
    }

    @Test
    void everyFaultOfTheHelpIsReadable() {
        for (String name : FaultGrammar.HELP.keySet()) {
            String value =
                    switch (name) {
                        case "status" -> "=503";
                        case "slow-first-token" -> "=5s";
                        case "cut", "stall", "malformed", "error" -> "=3";
                        default -> "";
                    };
            assertThat(FaultGrammar.rules(name + value)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"250ms,250", "2s,2000", "1m,60000", "40,40"})
    void durationsHaveUnits(String text, long millis) {
        assertThat(FaultGrammar.rules("slow-first-token=" + text).getFirst().fault())
                .isEqualTo(new Fault.SlowFirstToken(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "explode",
                "status",
                "status=200",
                "status=abc",
                "status=99999999999",
                "reset=1",
                "cut",
                "cut=-1",
                "slow-first-token=soon",
                "slow-first-token=999999999s",
                "reset,times=0",
                "reset,times=2,times=3",
                "reset,retry-after=1",
                "status=503,colour=red",
                "status=503!"
            })
    void whatIsNotInTheGrammarIsRefusedWithAReason(String rule) {
        assertThatThrownBy(() -> FaultGrammar.rules(rule))
                .isInstanceOf(FaultSyntaxException.class)
                .hasMessageContaining("'");
    }
}
