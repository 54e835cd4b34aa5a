package io.switchgear.common.price;

import java.util.List;

/**
 * All prices, as router-service tells them to siblings at {@code GET /internal/v1/prices}.
 *
 * @param unit of every price: {@link #UNIT}
 * @param book the list prices that ship with Switchgear
 * @param workspaces those that have prices of their own
 */
public record PriceBooks(String unit, PriceList book, List<WorkspacePrices> workspaces) {

    public static final String UNIT = "usd_per_million_tokens";
}
