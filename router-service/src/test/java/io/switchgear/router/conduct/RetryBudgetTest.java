package io.switchgear.router.conduct;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void aFewAreAlwaysAllowed() {
        var budget = new RetryBudget();
        for (int i = 0; i < 10; i++) {
            assertThat(budget.allows(START, 0.2, 10)).isTrue();
            budget.spend(START);
        }
        assertThat(budget.allows(START, 0.2, 10)).isFalse();
        assertThat(budget.allows(START.plusSeconds(9), 0.2, 10)).isFalse();
        assertThat(budget.allows(START.plusSeconds(10), 0.2, 10)).isTrue();
        assertThat(budget.allows(START, 0, 0)).isFalse();
    }

    /** Requests and failures at random: it decides as one that remembers every single one does. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void retriesStayWithinTheShare(long seed) {
        var random = new Random(seed);
        var budget = new RetryBudget();
        var requests = new ArrayDeque<Long>();
        var retries = new ArrayDeque<Long>();
        long millis = 0;
        int denied = 0;
        for (int i = 0; i < 10_000; i++) {
            millis += random.nextInt(i % 4000 < 2000 ? 10 : 300);
            Instant now = START.plusMillis(millis);
            long oldest = now.getEpochSecond() - 10;
            budget.requested(now, 0);
            requests.add(now.getEpochSecond());
            requests.removeIf(second -> second <= oldest);
            retries.removeIf(second -> second <= oldest);
            if (random.nextInt(100) < 60) {
                boolean room = retries.size() < Math.max(10, (int) (0.2 * requests.size()));
                assertThat(budget.allows(now, 0.2, 10)).isEqualTo(room);
                if (room) {
                    budget.spend(now);
                    retries.add(now.getEpochSecond());
                } else {
                    denied++;
                }
            }
        }
        assertThat(denied).isPositive();
    }

    @Test
    void hedgesAreAShareOfTheRequests() {
        var budget = new RetryBudget();
        int hedges = 0;
        for (int i = 0; i < 1000; i++) {
            budget.requested(START, 0.05);
            hedges += budget.hedge() ? 1 : 0;
        }
        assertThat(hedges).isEqualTo(50);
        for (int i = 0; i < 100_000; i++) {
            budget.requested(START, 0.05);
        }
        int saved = 0;
        while (budget.hedge()) {
            saved++;
        }
        assertThat(saved).isEqualTo(10);
    }
}
