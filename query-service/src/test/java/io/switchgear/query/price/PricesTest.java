package io.switchgear.query.price;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.switchgear.common.price.Cost;
import io.switchgear.common.price.ModelPrice;
import io.switchgear.common.price.PriceBooks;
import io.switchgear.common.price.PriceList;
import io.switchgear.common.price.WorkspacePrices;
import io.switchgear.query.span.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class PricesTest {

    private static final UUID OWN = UUID.randomUUID();

    private static ModelPrice price(String input, String output) {
        return new ModelPrice(new BigDecimal(input), new BigDecimal(output), new BigDecimal("0.1"), null, null);
    }

    private static final Prices PRICES = new Prices(new PriceBooks(
            PriceBooks.UNIT,
            new PriceList("book-1", Map.of("gpt", price("1", "2"), "claude", price("3", "15"))),
            List.of(new WorkspacePrices(
                    OWN,
                    new PriceList("workspace-4", Map.of("gpt", price("10", "20"))),
                    Map.of("azure", new PriceList("provider-azure-2", Map.of("gpt", price("100", "200"))))))));

    private static final Tokens TOKENS = new Tokens(1000L, 100L, 400L, null, null);

    /** 600 plain, 400 cached, 100 out. */
    @ParameterizedTest
    @CsvSource({
        "false, openai, gpt, , book-1, 840000",
        "false, openai, gpt-2026-01-01, gpt, book-1, 840000",
        "false, , unheard-of, claude, book-1, 3340000",
        "true, openai, gpt, , workspace-4, 8040000",
        "true, azure, gpt, , provider-azure-2, 80040000",
        "true, azure, claude, , book-1, 3340000"
    })
    void theNearestListDecides(
            boolean own, String provider, String answered, String asked, String version, long nanoUsd) {
        assertThat(PRICES.cost(own ? OWN : UUID.randomUUID(), provider, answered, asked, TOKENS))
                .contains(new Cost(nanoUsd, version));
    }

    @Test
    void whatNobodyKnowsHasNoCost() {
        assertThat(PRICES.cost(OWN, "openai", "unheard-of", null, TOKENS)).isEmpty();
        assertThat(PRICES.cost(OWN, "openai", "gpt", null, Tokens.NONE)).isEmpty();
        assertThat(Prices.NONE.cost(OWN, "openai", "gpt", null, TOKENS)).isEmpty();
    }
}
