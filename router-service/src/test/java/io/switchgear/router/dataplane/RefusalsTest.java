package io.switchgear.router.dataplane;

import java.time.Instant;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.switchgear.router.conduct.ErrorKind;
import io.switchgear.router.dialect.chat.Refused;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "500,'',SERVER",
        "503,'',OVERLOADED",
        "529,overloaded_error,OVERLOADED",
        "504,'',TIMEOUT",
        "408,'',TIMEOUT",
        "429,rate_limit_exceeded,RATE_LIMIT",
        "429,insufficient_quota,QUOTA",
        "402,'',QUOTA",
        "401,invalid_api_key,AUTH",
        "403,'',AUTH",
        "404,model_not_found,MODEL",
        "404,'',CALLER",
        "400,context_length_exceeded,CONTEXT",
        "400,content_filter,FILTER",
        "422,'',CALLER",
        "302,'',PROTOCOL"
    })
    void statusAndCodeDecide(int status, String code, ErrorKind kind) {
        var refused = new Refused(status, new DefaultHttpHeaders(), code, "why", null, new byte[0]);
        var failure = Refusals.of(refused, NOW);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.reason()).isEqualTo("HTTP " + status + ": why");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "retry-after,7,2026-11-21T12:00:07Z",
                "retry-after,0.5,2026-11-21T12:00:00.500Z",
                "retry-after-ms,250,2026-11-21T12:00:00.250Z",
                "retry-after,'Sat, 21 Nov 2026 12:00:30 GMT',2026-11-21T12:00:30Z",
                "retry-after,'Sat, 21 Nov 2026 11:00:00 GMT',2026-11-21T12:00:00Z",
                "retry-after,999999999,2026-11-21T13:00:00Z",
                "retry-after,soon,null"
            })
    void retryAfterIsReadInEveryForm(String header, String value, Instant expected) {
        assertThat(Refusals.retryAfter(new DefaultHttpHeaders().set(header, value), NOW))
                .isEqualTo(expected);
    }
}
