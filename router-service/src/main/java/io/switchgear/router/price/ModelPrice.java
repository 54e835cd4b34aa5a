package io.switchgear.router.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, in USD per million tokens.
 *
 * @param input uncached
 * @param output reasoning included
 * @param cachedInput read from the provider's cache; null for the price of input
 * @param cacheWrite written to the provider's cache; null for the price of input
 */
public record ModelPrice(
        BigDecimal input,
        BigDecimal output,
        @Nullable BigDecimal cachedInput,
        @Nullable BigDecimal cacheWrite) {

    /** Beyond any real price; keeps sums within 64 bits. */
    public static final BigDecimal MAX = BigDecimal.valueOf(100_000);

    /** Cost in 10⁻⁹ USD, rounded half up once, on the sum. */
    public long nanoUsd(Tokens tokens) {
        long plain = Math.max(0, tokens.input() - tokens.cacheRead() - tokens.cacheWrite());
        BigDecimal perMillion = times(input, plain)
                .add(times(cachedInput == null ? input : cachedInput, tokens.cacheRead()))
                .add(times(cacheWrite == null ? input : cacheWrite, tokens.cacheWrite()))
                .add(times(output, tokens.output()));
        // USD per million tokens × tokens = 10⁻⁶ USD.
        return perMillion.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValue();
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }
}
