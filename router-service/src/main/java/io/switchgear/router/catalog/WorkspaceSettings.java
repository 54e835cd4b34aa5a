package io.switchgear.router.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.switchgear.common.price.PriceList;
import io.switchgear.common.price.WorkspacePrices;
import io.switchgear.router.limit.LimitsInForce;
import io.switchgear.router.price.Overrides;
import io.switchgear.router.price.PriceBook;
import io.switchgear.router.provider.Provider;

/** Lets a catalog's prices and limits take effect with it. */
@Component
class WorkspaceSettings {

    private final PriceBook prices;
    private final LimitsInForce limits;

    WorkspaceSettings(PriceBook prices, LimitsInForce limits) {
        this.prices = prices;
        this.limits = limits;
    }

    /** Called in the order in which catalogs become the current one: loads may overtake each other. */
    void follow(Catalog current) {
        prices.follow(prices(current.rows()));
        limits.follow(current.rows().limits());
    }

    private static List<WorkspacePrices> prices(Catalog.Rows rows) {
        var overrides = new HashMap<UUID, PriceList>();
        for (Overrides own : rows.overrides()) {
            overrides.put(own.workspaceId(), own.list());
        }
        var providers = new HashMap<UUID, Map<String, PriceList>>();
        for (Provider provider : rows.providers()) {
            if (!provider.prices().isEmpty()) {
                providers
                        .computeIfAbsent(provider.workspaceId(), none -> new HashMap<>())
                        .put(provider.name(), new PriceList(provider.priceVersion(), provider.prices()));
            }
        }
        var workspaces = new java.util.HashSet<>(overrides.keySet());
        workspaces.addAll(providers.keySet());
        return workspaces.stream()
                .map(id -> new WorkspacePrices(
                        id,
                        overrides.getOrDefault(id, WorkspacePrices.none(id).overrides()),
                        providers.getOrDefault(id, Map.of())))
                .toList();
    }
}
