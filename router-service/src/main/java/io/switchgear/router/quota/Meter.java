package io.switchgear.router.quota;

/** What is counted. */
enum Meter {
    /** Requests a minute. */
    REQUESTS,
    /** Input and output tokens a minute. */
    TOKENS,
    /** 10⁻⁹ USD a day or month. */
    SPENDING
}
