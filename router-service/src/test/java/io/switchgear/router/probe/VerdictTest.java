package io.switchgear.router.probe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.router.circuit.Signal;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "200,success,Neutral,Succeeded",
        "204,success,Neutral,Succeeded",
        "401,auth,Failed,Failed",
        "402,quota,Failed,Failed",
        "403,unknown,Neutral,Neutral",
        "404,unknown,Neutral,Neutral",
        "429,rate_limit,RateLimited,RateLimited",
        "500,server,Failed,Failed",
        "503,server,Failed,Failed"
    })
    void whatAnAnswerMeans(int status, String outcome, String closed, String halfOpen) {
        var verdict = Verdict.of(status);
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.signal(CircuitState.CLOSED, 3, 10).getClass().getSimpleName())
                .isEqualTo(closed);
        assertThat(verdict.signal(CircuitState.HALF_OPEN, 3, 10).getClass().getSimpleName())
                .isEqualTo(halfOpen);
    }

    @Test
    void noAnswerIsAFailureOfItsKind() {
        var verdict = Verdict.failed(FailureCategory.TIMEOUT, null, "No answer within 5000 ms.");
        assertThat(verdict.signal(CircuitState.CLOSED, 3, 5000))
                .isEqualTo(
                        new Signal.Failed(3, FailureCategory.TIMEOUT, 5000, null, "Probe: No answer within 5000 ms."));
    }
}
