package io.switchgear.simulator.exchange;

import java.util.StringTokenizer;

/** The simulator's language: one token is one word. */
public final class Words {

    private static final String[] WORDS = {
        "the", "current", "flows", "through", "every", "breaker", "that", "stays", "closed", "and", "a", "steady",
        "hand", "watches", "over", "each", "line", "until", "one", "of", "them", "fails", "then", "another", "carries",
        "its", "load"
    };

    private Words() {}

    /** Word {@code index} of the endless answer, with its leading space. */
    static String token(int index) {
        String word = WORDS[(int) (Integer.toUnsignedLong(index * 0x9E3779B9 ^ index) % WORDS.length)];
        return index == 0 ? word : " " + word;
    }

    /** Whitespace-separated words. */
    public static int count(String text) {
        return new StringTokenizer(text).countTokens();
    }
}
