package io.switchgear.router.price;

/**
 * What a call cost.
 *
 * @param nanoUsd 10⁻⁹ USD
 * @param priceVersion which prices were used
 */
public record Cost(long nanoUsd, String priceVersion) {}
