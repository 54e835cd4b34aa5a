package io.switchgear.common.price;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Prices by model, under a version that changes whenever one of them does.
 *
 * @param version names these prices on calls, for example {@code book-2026-11-01}
 * @param models by name; {@code *} for all that are not named
 */
public record PriceList(String version, Map<String, ModelPrice> models) {

    /** Stands for every model that a list does not name. */
    public static final String ANY = "*";

    /** What models carry behind their name: a date, or {@code latest}. */
    private static final Pattern EDITION = Pattern.compile("[-@](\\d[\\d.]*|latest|preview)$");

    public PriceList {
        models = Map.copyOf(models);
    }

    /** A model's price: under its full name, else under its name without the edition, else the one for all models. */
    public Optional<ModelPrice> find(String model) {
        if (models.isEmpty()) {
            return Optional.empty();
        }
        String name = model;
        while (true) {
            ModelPrice price = models.get(name);
            if (price != null) {
                return Optional.of(price);
            }
            String shorter = EDITION.matcher(name).replaceFirst("");
            if (shorter.equals(name)) {
                return Optional.ofNullable(models.get(ANY));
            }
            name = shorter;
        }
    }

    /** What a call cost; empty if the list does not know the model. */
    public Optional<Cost> cost(String model, TokenCounts tokens) {
        return find(model).map(price -> new Cost(price.nanoUsd(tokens), version));
    }
}
