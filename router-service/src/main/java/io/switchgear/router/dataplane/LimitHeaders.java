package io.switchgear.router.dataplane;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import io.switchgear.router.provider.Dialect;
import io.switchgear.router.quota.Standing;

/** Where a caller stands, in the headers that its SDK knows: OpenAI's {@code x-ratelimit-…}, Anthropic's {@code anthropic-ratelimit-…}. */
final class LimitHeaders {

    private LimitHeaders() {}

    static void write(HttpHeaders headers, Dialect dialect, Standing standing, Instant now) {
        write(headers, dialect, "requests", standing.requests(), now);
        write(headers, dialect, "tokens", standing.tokens(), now);
    }

    private static void write(
            HttpHeaders headers, Dialect dialect, String what, Standing.@Nullable Level level, Instant now) {
        if (level == null) {
            return;
        }
        if (dialect == Dialect.ANTHROPIC) {
            String prefix = "anthropic-ratelimit-" + what;
            headers.set(prefix + "-limit", Long.toString(level.limit()));
            headers.set(prefix + "-remaining", Long.toString(level.remaining()));
            headers.set(
                    prefix + "-reset",
                    level.resetAt().truncatedTo(ChronoUnit.SECONDS).toString());
        } else {
            headers.set("x-ratelimit-limit-" + what, Long.toString(level.limit()));
            headers.set("x-ratelimit-remaining-" + what, Long.toString(level.remaining()));
            headers.set("x-ratelimit-reset-" + what, seconds(Duration.between(now, level.resetAt())));
        }
    }

    /** As OpenAI writes durations, for example {@code 59s}; rounded up. */
    private static String seconds(Duration wait) {
        return Math.max(0, wait.plusMillis(999).toSeconds()) + "s";
    }
}
