package io.switchgear.gateway.edge;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceContextTest {

    private static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void goesOnWithTheCallersTrace() {
        assertThat(TraceContext.of(List.of(GIVEN)))
                .isEqualTo(new TraceContext("0af7651916cd43dd8448eb211c80319c", GIVEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nx: y"
            })
    void beginsAnewInsteadOfAnInvalidOne(String given) {
        var fresh = TraceContext.of(List.of(given));
        assertThat(fresh.parent()).matches("00-" + fresh.traceId() + "-[0-9a-f]{16}-01");
        assertThat(fresh.traceId()).matches("[0-9a-f]{32}");
    }

    @Test
    void twoHeadersAreNone() {
        assertThat(TraceContext.of(List.of(GIVEN, GIVEN)).parent()).isNotEqualTo(GIVEN);
    }
}
