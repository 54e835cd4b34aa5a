package io.switchgear.common.price;

/** Tokens of one call, each kind counted once: what was cached is part of the input, what was reasoned is part of the output. */
public interface TokenCounts {

    /** All of the input, cached tokens included. */
    long input();

    /** All of the output, reasoning included. */
    long output();

    /** The part of {@link #input} that came from the provider's cache. */
    long cacheRead();

    /** The part of {@link #input} that was written to the provider's cache. */
    long cacheWrite();

    /** The part of {@link #output} that nobody saw. */
    long reasoning();
}
