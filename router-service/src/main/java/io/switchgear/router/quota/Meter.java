package io.switchgear.router.quota;

import java.math.BigDecimal;

/** What is counted. */
enum Meter {
    /** Requests a minute. */
    REQUESTS,
    /** Input and output tokens a minute. */
    TOKENS,
    /** 10⁻⁹ USD a day or month. */
    SPENDING;

    /** Why a call is refused, for people. */
    String refusal(String whose, long limit, Window window) {
        return switch (this) {
            case REQUESTS -> "The " + whose + " has reached its limit of " + limit + " requests per minute.";
            case TOKENS ->
                "The " + whose + " has reached its limit of " + limit
                        + " tokens per minute, those reserved for calls under way included.";
            case SPENDING ->
                "The " + whose + " has used up its budget of "
                        + BigDecimal.valueOf(limit, 9).stripTrailingZeros().toPlainString() + " USD per "
                        + window.period().wire() + ".";
        };
    }
}
