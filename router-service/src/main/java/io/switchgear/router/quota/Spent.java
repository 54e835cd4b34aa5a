package io.switchgear.router.quota;

/**
 * What has been spent of a budget.
 *
 * @param key whose
 * @param window in which period
 * @param nanoUsd 10⁻⁹ USD
 */
record Spent(QuotaKey key, Window window, long nanoUsd) {}
