package io.switchgear.action.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.util.MultiValueMap;

import io.switchgear.action.lifecycle.ActionState;
import io.switchgear.common.paging.Cursor;
import io.switchgear.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ActionQueryTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static MultiValueMap<String, String> query(String name, String value) {
        return MultiValueMap.fromMultiValue(Map.of(name, List.of(value)));
    }

    @Test
    void listGoesBackToTheBeginningUnlessASpanIsNamed() {
        assertThat(ActionQuery.filter(query("status", "blocked"), NOW).from()).isNull();
        assertThat(ActionQuery.filter(query("status", "blocked"), NOW).status()).isEqualTo(ActionState.BLOCKED);
        assertThat(ActionQuery.filter(query("range", "1h"), NOW).from()).isEqualTo("2026-11-21T11:00:00Z");
    }

    @Test
    void whatTheDatabaseCouldNotTakeIsABadQuery() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ActionQuery.filter(query("service_name", "a\0"), NOW))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(400));
        for (String micros : List.of("x", "99999999999999999999", Long.toString(Long.MAX_VALUE), "-1")) {
            String forged = Cursor.encode(micros, "7d9f3f6a-0000-4000-8000-000000000000");
            assertThatExceptionOfType(ProblemException.class)
                    .as(micros)
                    .isThrownBy(() -> ActionQuery.position(forged))
                    .satisfies(e -> assertThat(e.problem().status()).isEqualTo(400));
        }
    }
}
