package io.switchgear.router.price;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The built-in list prices of well-known models; a provider's own prices come first. */
@Component
public class PriceBook {

    /** What models carry behind their name: a date, or {@code latest}. */
    private static final Pattern EDITION = Pattern.compile("[-@](\\d[\\d.]*|latest|preview)$");

    private final Book book;

    PriceBook(JsonMapper json) {
        try (var resource = new ClassPathResource("switchgear/prices.json").getInputStream()) {
            this.book = json.readValue(resource, Book.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The price book cannot be read.", e);
        }
    }

    /**
     * What a call cost; empty if nobody knows the model's price.
     *
     * @param own prices of the provider by model, {@code *} for all others
     * @param ownVersion names them
     */
    public Optional<Cost> cost(Map<String, ModelPrice> own, String ownVersion, String model, Tokens tokens) {
        ModelPrice overridden = own.getOrDefault(model, own.get("*"));
        if (overridden != null) {
            return Optional.of(new Cost(overridden.nanoUsd(tokens), ownVersion));
        }
        return listed(model).map(price -> new Cost(price.nanoUsd(tokens), "book-" + book.version()));
    }

    /** The provider's own price of a model, else the listed one. */
    public Optional<ModelPrice> price(Map<String, ModelPrice> own, String model) {
        ModelPrice overridden = own.getOrDefault(model, own.get("*"));
        return overridden != null ? Optional.of(overridden) : listed(model);
    }

    private Optional<ModelPrice> listed(String model) {
        String name = model;
        while (true) {
            ModelPrice price = book.models().get(name);
            if (price != null) {
                return Optional.of(price);
            }
            String shorter = EDITION.matcher(name).replaceFirst("");
            if (shorter.equals(name)) {
                return Optional.empty();
            }
            name = shorter;
        }
    }

    private record Book(String version, Map<String, ModelPrice> models) {}
}
