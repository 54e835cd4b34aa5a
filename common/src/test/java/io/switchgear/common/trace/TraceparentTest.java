package io.switchgear.common.trace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceparentTest {

    private static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void isRead() {
        assertThat(Traceparent.parse(GIVEN))
                .isEqualTo(new Traceparent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", GIVEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cc" + "-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-09-what the future brings"})
    void isReadInALaterVersion(String given) {
        assertThat(Traceparent.parse(given)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "0g-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319cxb7ad6b7169203331-01",
                "00x0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331x01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-\r\nx: y"
            })
    void isNotGuessed(String given) {
        assertThat(Traceparent.parse(given)).isNull();
    }

    @Test
    void isNotReadBeyondAllMeasure() {
        assertThat(Traceparent.parse(GIVEN + "-" + "x".repeat(456))).isNotNull();
        assertThat(Traceparent.parse(GIVEN + "-" + "x".repeat(457))).isNull();
    }

    @Test
    void aNewOneIsValid() {
        var begun = Traceparent.begin();
        assertThat(Traceparent.parse(begun.text())).isEqualTo(begun);
        assertThat(Traceparent.begin().traceId()).isNotEqualTo(begun.traceId());
    }
}
