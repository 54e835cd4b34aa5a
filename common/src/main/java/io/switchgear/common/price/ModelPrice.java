package io.switchgear.common.price;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, in USD per million tokens, each from 0 to {@link #MAX} with at most {@link #DIGITS} decimal places.
 *
 * @param input uncached
 * @param output visible
 * @param cachedInput read from the provider's cache; null for the price of input
 * @param cacheWrite written to the provider's cache; null for the price of input
 * @param reasoning thought but not shown; null for the price of output
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelPrice(
        BigDecimal input,
        BigDecimal output,
        @Nullable BigDecimal cachedInput,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal reasoning) {

    /** Beyond any real price. */
    public static final BigDecimal MAX = BigDecimal.valueOf(100_000);

    /** With six decimal places a token's price is a whole number of 10⁻¹² USD. */
    public static final int DIGITS = 6;

    private static final long PICO_PER_NANO = 1000;

    /** Cost in 10⁻⁹ USD, rounded half up once, on the sum; {@link Long#MAX_VALUE} where it would not fit. */
    public long nanoUsd(TokenCounts tokens) {
        long read = count(tokens.cacheRead());
        long written = count(tokens.cacheWrite());
        long thought = count(tokens.reasoning());
        long plain = Math.max(0, count(tokens.input()) - read - written);
        long shown = Math.max(0, count(tokens.output()) - thought);
        long[] prices = {
            pico(input),
            pico(or(cachedInput, input)),
            pico(or(cacheWrite, input)),
            pico(output),
            pico(or(reasoning, output))
        };
        long[] counts = {plain, read, written, shown, thought};
        try {
            long sum = PICO_PER_NANO / 2;
            for (int i = 0; i < counts.length; i++) {
                sum = Math.addExact(sum, Math.multiplyExact(prices[i], counts[i]));
            }
            return sum / PICO_PER_NANO;
        } catch (ArithmeticException tooLong) {
            return large(prices, counts);
        }
    }

    private static long large(long[] prices, long[] counts) {
        var sum = BigInteger.valueOf(PICO_PER_NANO / 2);
        for (int i = 0; i < counts.length; i++) {
            sum = sum.add(BigInteger.valueOf(prices[i]).multiply(BigInteger.valueOf(counts[i])));
        }
        return sum.divide(BigInteger.valueOf(PICO_PER_NANO))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    /** 10⁻¹² USD a token. */
    private static long pico(BigDecimal perMillion) {
        return perMillion
                .movePointRight(DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Providers' counts are not to be trusted blindly; 2⁶⁰ tokens are more than anybody ever used. */
    private static long count(long tokens) {
        return Math.clamp(tokens, 0, 1L << 60);
    }

    private static BigDecimal or(@Nullable BigDecimal own, BigDecimal otherwise) {
        return own == null ? otherwise : own;
    }
}
