package io.switchgear.router.price;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.price.Cost;
import io.switchgear.common.price.ModelPrice;
import io.switchgear.common.price.PriceList;
import io.switchgear.common.price.WorkspacePrices;
import io.switchgear.common.problem.FieldError;

import static org.assertj.core.api.Assertions.assertThat;

class PriceBookTest {

    private final UUID workspace = UUID.randomUUID();
    private final PriceBook book = new PriceBook(JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build());

    private static ModelPrice price(String input, String output) {
        return new ModelPrice(new BigDecimal(input), new BigDecimal(output), null, null, null);
    }

    @Test
    void theBookShipsWithListPrices() {
        // 800 × 0.15 + 200 × 0.075 + 500 × 0.6 = 435 µUSD
        assertThat(book.cost(workspace, "p", "gpt-4o-mini", new Tokens(1000, 500, 200, 0, 100)))
                .contains(new Cost(435_000, "book-2026-11-01"));
        assertThat(book.cost(workspace, "p", "claude-sonnet-4-20250514", new Tokens(1_000_000, 0, 0, 0, 0)))
                .contains(new Cost(3_000_000_000L, "book-2026-11-01"));
        assertThat(book.price(workspace, "p", "nobody-knows")).isEmpty();
    }

    @Test
    void theBookItselfBreaksNoRule() {
        assertThat(PriceRules.check("models", book.book().models())).isEmpty();
    }

    @Test
    void aProvidersPricesComeBeforeItsWorkspacesAndThoseBeforeTheBook() {
        book.follow(List.of(new WorkspacePrices(
                workspace,
                new PriceList("workspace-2", Map.of("gpt-4o", price("2", "2"), "mine", price("5", "5"))),
                Map.of("p", new PriceList("provider-p-3", Map.of("gpt-4o", price("1", "1")))))));
        var tokens = new Tokens(10, 0, 0, 0, 0);
        assertThat(book.cost(workspace, "p", "gpt-4o", tokens)).contains(new Cost(10_000, "provider-p-3"));
        assertThat(book.cost(workspace, "p", "mine", tokens)).contains(new Cost(50_000, "workspace-2"));
        assertThat(book.cost(workspace, "q", "gpt-4o", tokens)).contains(new Cost(20_000, "workspace-2"));
        assertThat(book.cost(workspace, "q", "gpt-4o-mini", tokens)).contains(new Cost(1_500, "book-2026-11-01"));
        assertThat(book.cost(UUID.randomUUID(), "p", "gpt-4o", tokens)).contains(new Cost(25_000, "book-2026-11-01"));
    }

    @Test
    void pricesThatNobodyCanMeanAreRefusedByName() {
        var prices = new java.util.LinkedHashMap<String, ModelPrice>();
        prices.put("a", price("-1", "1"));
        prices.put("b", price("0.0000001", "100001"));
        prices.put("c", null);
        prices.put("d", new ModelPrice(null, BigDecimal.ONE, null, new BigDecimal("-2"), null));
        prices.put("ok", price("0", "0.100000000"));
        assertThat(PriceRules.check("overrides", prices))
                .extracting(FieldError::field)
                .containsExactly(
                        "overrides.a.input",
                        "overrides.b.input",
                        "overrides.b.output",
                        "overrides.c",
                        "overrides.d.input",
                        "overrides.d.cache_write");
    }
}
