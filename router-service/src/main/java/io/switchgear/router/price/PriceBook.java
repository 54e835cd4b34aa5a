package io.switchgear.router.price;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.price.Cost;
import io.switchgear.common.price.ModelPrice;
import io.switchgear.common.price.PriceBooks;
import io.switchgear.common.price.PriceList;
import io.switchgear.common.price.TokenCounts;
import io.switchgear.common.price.WorkspacePrices;

/** The prices in force, in memory: a provider's own before its workspace's, and those before the list prices that ship here. */
@Component
public class PriceBook {

    private final PriceList book;
    private volatile Map<UUID, WorkspacePrices> workspaces = Map.of();

    PriceBook(JsonMapper json) {
        try (var resource = new ClassPathResource("switchgear/prices.json").getInputStream()) {
            this.book = json.readValue(resource, PriceList.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The price book cannot be read.", e);
        }
    }

    /** Replaces what workspaces have set. */
    public void follow(Collection<WorkspacePrices> prices) {
        var next = HashMap.<UUID, WorkspacePrices>newHashMap(prices.size());
        prices.forEach(workspace -> next.put(workspace.workspaceId(), workspace));
        workspaces = Map.copyOf(next);
    }

    /** What a call cost; empty if nobody knows the model's price. */
    public Optional<Cost> cost(UUID workspace, String provider, String model, TokenCounts tokens) {
        for (PriceList list : lists(workspace, provider)) {
            var cost = list.cost(model, tokens);
            if (cost.isPresent()) {
                return cost;
            }
        }
        return Optional.empty();
    }

    /** What a model costs at a provider; empty if nobody knows. */
    public Optional<ModelPrice> price(UUID workspace, String provider, String model) {
        for (PriceList list : lists(workspace, provider)) {
            var price = list.find(model);
            if (price.isPresent()) {
                return price;
            }
        }
        return Optional.empty();
    }

    private List<PriceList> lists(UUID workspace, String provider) {
        WorkspacePrices own = workspaces.get(workspace);
        if (own == null) {
            return List.of(book);
        }
        PriceList providers = own.providers().get(provider);
        return providers == null ? List.of(own.overrides(), book) : List.of(providers, own.overrides(), book);
    }

    /** The list prices. */
    PriceList book() {
        return book;
    }

    WorkspacePrices workspace(UUID id) {
        return workspaces.getOrDefault(id, WorkspacePrices.none(id));
    }

    /** All prices, for siblings. */
    PriceBooks all() {
        return new PriceBooks(
                PriceBooks.UNIT,
                book,
                workspaces.values().stream()
                        .filter(own -> !own.overrides().models().isEmpty()
                                || !own.providers().isEmpty())
                        .sorted(java.util.Comparator.comparing(WorkspacePrices::workspaceId))
                        .toList());
    }
}
