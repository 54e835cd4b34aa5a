package io.switchgear.query.price;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.price.Cost;
import io.switchgear.common.price.PriceBooks;
import io.switchgear.common.price.PriceList;
import io.switchgear.common.price.TokenCounts;
import io.switchgear.common.price.WorkspacePrices;
import io.switchgear.query.span.Tokens;

/** All prices at one moment, and how a span's are found: the provider's own, the workspace's, the book's. */
final class Prices {

    static final Prices NONE = new Prices(null);

    private final @Nullable PriceList book;
    private final Map<UUID, WorkspacePrices> byWorkspace = new HashMap<>();

    Prices(@Nullable PriceBooks books) {
        this.book = books == null ? null : books.book();
        if (books != null) {
            books.workspaces().forEach(own -> byWorkspace.put(own.workspaceId(), own));
        }
    }

    /** Empty where tokens or model are unknown, or no list has a price. */
    Optional<Cost> cost(
            UUID workspace,
            @Nullable String provider,
            @Nullable String answered,
            @Nullable String asked,
            Tokens tokens) {
        if (tokens.input() == null && tokens.output() == null) {
            return Optional.empty();
        }
        for (PriceList list : lists(workspace, provider)) {
            for (String model : new String[] {answered, asked}) {
                Optional<Cost> cost = model == null ? Optional.empty() : list.cost(model, counts(tokens));
                if (cost.isPresent()) {
                    return cost;
                }
            }
        }
        return Optional.empty();
    }

    private List<PriceList> lists(UUID workspace, @Nullable String provider) {
        var lists = new ArrayList<PriceList>();
        WorkspacePrices own = byWorkspace.get(workspace);
        if (own != null) {
            PriceList providers = provider == null ? null : own.providers().get(provider);
            if (providers != null) {
                lists.add(providers);
            }
            lists.add(own.overrides());
        }
        if (book != null) {
            lists.add(book);
        }
        return lists;
    }

    private record Counts(long input, long output, long cacheRead, long cacheWrite, long reasoning)
            implements TokenCounts {}

    private static TokenCounts counts(Tokens tokens) {
        return new Counts(
                Tokens.orZero(tokens.input()),
                Tokens.orZero(tokens.output()),
                Tokens.orZero(tokens.cacheRead()),
                Tokens.orZero(tokens.cacheWrite()),
                Tokens.orZero(tokens.reasoning()));
    }
}
