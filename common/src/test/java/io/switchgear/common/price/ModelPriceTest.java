package io.switchgear.common.price;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelPriceTest {

    record Tokens(long input, long output, long cacheRead, long cacheWrite, long reasoning) implements TokenCounts {}

    private static ModelPrice price(String input, String output, String read, String write, String reasoning) {
        return new ModelPrice(decimal(input), decimal(output), decimal(read), decimal(write), decimal(reasoning));
    }

    private static BigDecimal decimal(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    @Test
    void everyTokenIsBilledOnceAtThePriceOfItsKind() {
        var price = price("3", "15", "0.3", "3.75", "20");
        // 600 × 3 + 300 × 0.3 + 100 × 3.75 + 150 × 15 + 50 × 20 = 5515 µUSD
        assertThat(price.nanoUsd(new Tokens(1000, 200, 300, 100, 50))).isEqualTo(5_515_000);
    }

    @Test
    void kindsWithoutAPriceCostWhatTheirWholeCosts() {
        var price = price("2", "8", null, null, null);
        assertThat(price.nanoUsd(new Tokens(10, 10, 4, 4, 4))).isEqualTo(100_000);
    }

    @Test
    void roundsHalfUpAndOnceOnTheSum() {
        var price = price("0.0005", "0.000499", null, null, null);
        assertThat(price.nanoUsd(new Tokens(1, 0, 0, 0, 0))).as("0.5 nano").isEqualTo(1);
        assertThat(price.nanoUsd(new Tokens(0, 1, 0, 0, 0))).as("0.499 nano").isZero();
        assertThat(price.nanoUsd(new Tokens(1, 1, 0, 0, 0))).as("0.999 nano").isEqualTo(1);
        assertThat(price.nanoUsd(new Tokens(2, 0, 0, 0, 0))).as("1.0 nano").isEqualTo(1);
    }

    @Test
    void countsThatContradictThemselvesNeverMakeMoney() {
        var price = price("1", "1", "0.1", null, null);
        assertThat(price.nanoUsd(new Tokens(10, 5, 100, 0, 50))).isEqualTo(60_000);
        assertThat(price.nanoUsd(new Tokens(-10, -5, -1, -1, -1))).isZero();
    }

    @Test
    void whatDoesNotFitIsTheLargestNumber() {
        var price = price("100000", "100000", null, null, null);
        assertThat(price.nanoUsd(new Tokens(Long.MAX_VALUE, Long.MAX_VALUE, 0, 0, 0)))
                .isEqualTo(Long.MAX_VALUE);
        // 10¹⁷ pico a million… beyond 64 bits of pico, within 64 bits of nano.
        assertThat(price.nanoUsd(new Tokens(50_000_000, 50_000_000, 0, 0, 0))).isEqualTo(10_000_000_000_000_000L);
    }

    @Test
    void agreesWithExactDecimalArithmetic() {
        var random = new Random(20261121);
        for (int i = 0; i < 5000; i++) {
            var in = BigDecimal.valueOf(random.nextLong(100_000_000), 6);
            var out = BigDecimal.valueOf(random.nextLong(100_000_000), 6);
            var read = BigDecimal.valueOf(random.nextLong(100_000_000), 6);
            long input = random.nextLong(2_000_000);
            long cached = random.nextLong(input + 1);
            long output = random.nextLong(2_000_000);
            BigInteger expected = in.multiply(BigDecimal.valueOf(input - cached))
                    .add(read.multiply(BigDecimal.valueOf(cached)))
                    .add(out.multiply(BigDecimal.valueOf(output)))
                    .movePointRight(3)
                    .setScale(0, RoundingMode.HALF_UP)
                    .toBigIntegerExact();
            assertThat(new ModelPrice(in, out, read, null, null).nanoUsd(new Tokens(input, output, cached, 0, 0)))
                    .isEqualTo(expected.longValueExact());
        }
    }

    @Test
    void aListKnowsAModelByItsNameItsEditionOrAsOneOfAll() {
        var exact = price("1", "1", null, null, null);
        var family = price("2", "2", null, null, null);
        var any = price("3", "3", null, null, null);
        var list = new PriceList("v", Map.of("m-2026-01-01", exact, "m", family));
        assertThat(list.find("m-2026-01-01")).contains(exact);
        assertThat(list.find("m-2026-02-02")).contains(family);
        assertThat(list.find("m-latest")).contains(family);
        assertThat(list.find("m-mini")).isEmpty();
        assertThat(new PriceList("v", Map.of("m", family, PriceList.ANY, any)).find("m-mini"))
                .contains(any);
    }
}
