package io.switchgear.router.price;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.price.ModelPrice;
import io.switchgear.common.price.PriceBooks;
import io.switchgear.common.price.PriceList;

/**
 * A workspace's prices, in the order in which they are looked for.
 *
 * @param unit of every price
 * @param version that calls priced by {@code overrides} are stamped with
 * @param revision of the overrides; the {@code ETag}
 * @param providers by registered name: those that have prices of their own, set on the provider
 * @param overrides of the workspace
 * @param book the list prices that ship with Switchgear
 * @param updatedAt when the overrides last changed; null if there never were any
 * @param updatedBy who changed them
 */
record PriceView(
        String unit,
        String version,
        long revision,
        Map<String, PriceList> providers,
        Map<String, ModelPrice> overrides,
        PriceList book,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {

    static PriceView of(Overrides overrides, Map<String, PriceList> providers, PriceList book) {
        boolean none = overrides.revision() == 0;
        return new PriceView(
                PriceBooks.UNIT,
                overrides.list().version(),
                overrides.revision(),
                providers,
                overrides.models(),
                book,
                none ? null : overrides.createdAt(),
                none ? null : overrides.createdBy());
    }
}
