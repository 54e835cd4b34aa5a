package io.switchgear.router.price;

import java.math.BigDecimal;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PriceBookTest {

    private final PriceBook book = new PriceBook(JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build());

    @Test
    void cachedTokensAreBilledOnceAndCheaper() {
        // 800 × 0.15 + 200 × 0.075 + 500 × 0.6 = 435 µUSD
        assertThat(book.cost(Map.of(), "own", "gpt-4o-mini", new Tokens(1000, 500, 200, 0, 100)))
                .contains(new Cost(435_000, "book-2026-11-01"));
    }

    @Test
    void editionsOfAModelHaveItsPrice() {
        var tokens = new Tokens(1_000_000, 0, 0, 0, 0);
        assertThat(book.cost(Map.of(), "own", "gpt-4o-mini-2024-07-18", tokens)
                        .orElseThrow()
                        .nanoUsd())
                .isEqualTo(150_000_000);
        assertThat(book.cost(Map.of(), "own", "claude-sonnet-4-20250514", tokens)
                        .orElseThrow()
                        .nanoUsd())
                .isEqualTo(3_000_000_000L);
        assertThat(book.cost(Map.of(), "own", "gpt-4o-minimal", tokens)).isEmpty();
        assertThat(book.cost(Map.of(), "own", "nobody-knows", tokens)).isEmpty();
    }

    @Test
    void theProvidersOwnPricesComeFirst() {
        var own = Map.of("*", new ModelPrice(BigDecimal.ONE, new BigDecimal("2.5"), null, new BigDecimal("1.25")));
        assertThat(book.cost(own, "own-3", "gpt-4o", new Tokens(10, 2, 0, 4, 0)))
                .contains(new Cost(16_000, "own-3"));
    }

    @Test
    void roundsOnceOnTheSum() {
        var own = Map.of("m", new ModelPrice(new BigDecimal("0.0005"), new BigDecimal("0.0005"), null, null));
        assertThat(book.cost(own, "v", "m", new Tokens(1, 0, 0, 0, 0))
                        .orElseThrow()
                        .nanoUsd())
                .isEqualTo(1);
        assertThat(book.cost(own, "v", "m", new Tokens(1, 1, 0, 0, 0))
                        .orElseThrow()
                        .nanoUsd())
                .isEqualTo(1);
    }
}
