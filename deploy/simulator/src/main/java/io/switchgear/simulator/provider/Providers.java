package io.switchgear.simulator.provider;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** All providers by name. A provider begins to exist with its first request or setting. */
public final class Providers {

    /** The provider of plain {@code /v1/…}. */
    public static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAX_PROVIDERS = 1_000;

    private final ProviderSettings healthy;
    private final long seed;
    private final Map<String, Provider> providers = new TreeMap<>();

    public Providers(ProviderSettings healthy, long seed) {
        this.healthy = healthy;
        this.seed = seed;
    }

    /** Settings of a provider nobody has configured. */
    public ProviderSettings healthy() {
        return healthy;
    }

    /**
     * The provider of that name, made when new.
     *
     * @throws IllegalArgumentException when the name is not 1–64 of {@code A–Z a–z 0–9 . _ -}, or there are 1,000 already
     */
    public synchronized Provider get(String name) {
        var known = providers.get(name);
        if (known != null) {
            return known;
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a provider's name is 1–64 of A–Z a–z 0–9 . _ -");
        }
        if (providers.size() >= MAX_PROVIDERS) {
            throw new IllegalArgumentException("at most " + MAX_PROVIDERS + " providers");
        }
        var made = new Provider(name, healthy, new Random(seed ^ name.hashCode()));
        providers.put(name, made);
        return made;
    }

    public synchronized @Nullable Provider find(String name) {
        return providers.get(name);
    }

    public synchronized Map<String, Provider> all() {
        return new TreeMap<>(providers);
    }

    public synchronized boolean remove(String name) {
        return providers.remove(name) != null;
    }

    public synchronized void clear() {
        providers.clear();
    }
}
