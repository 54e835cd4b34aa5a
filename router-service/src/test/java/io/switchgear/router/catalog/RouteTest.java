package io.switchgear.router.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.switchgear.router.pool.Pool;
import io.switchgear.router.pool.Retry;
import io.switchgear.router.pool.Split;
import io.switchgear.router.pool.Strategy;
import io.switchgear.router.pool.Timeouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RouteTest {

    private static Route route(Split split) {
        return Route.of(
                new Pool(
                        new UUID(0, 1),
                        "pool",
                        List.of(),
                        List.of(),
                        Strategy.ROUND_ROBIN,
                        Retry.NONE,
                        Timeouts.NONE,
                        List.of("x"),
                        null,
                        null,
                        null,
                        split,
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 50, 90})
    void armsGetTheirSharesAndEverybodyStaysInOne(double percent) {
        var route = route(new Split(percent, Strategy.LATENCY, null));
        int b = 0;
        for (int i = 0; i < 20_000; i++) {
            Route arm = route.armFor("session-" + i);
            assertThat(route.armFor("session-" + i)).isSameAs(arm);
            b += "b".equals(arm.arm()) ? 1 : 0;
        }
        assertThat(b / 200.0).isCloseTo(percent, within(1.5));
        int unattached = 0;
        for (int i = 0; i < 20_000; i++) {
            unattached += "b".equals(route.armFor("").arm()) ? 1 : 0;
        }
        assertThat(unattached / 200.0).isCloseTo(percent, within(1.5));
    }

    @Test
    void anArmHasItsOwnWayAndOtherwiseThePools() {
        var route = route(new Split(50, Strategy.LATENCY, null));
        assertThat(route.arm()).isEqualTo("a");
        assertThat(route.strategy()).isEqualTo(Strategy.ROUND_ROBIN);
        assertThat(route.other().route().strategy()).isEqualTo(Strategy.LATENCY);
        assertThat(route.other().route().fallback()).containsExactly("x");
        var chains = route(new Split(50, null, List.of("y")));
        assertThat(chains.other().route().strategy()).isEqualTo(Strategy.ROUND_ROBIN);
        assertThat(chains.other().route().fallback()).containsExactly("y");
        assertThat(route(null).armFor("anybody").arm()).isNull();
    }
}
