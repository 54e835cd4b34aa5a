package io.switchgear.router.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import io.switchgear.router.circuit.CircuitConfig;
import io.switchgear.router.pool.Pool;
import io.switchgear.router.pool.Target;
import io.switchgear.router.provider.Provider;

/** One workspace's routing configuration, with models resolved beforehand. Immutable. */
public final class Workspace {

    private final UUID id;
    private final Map<String, Provider> providers;
    private final Map<String, Pool> pools;
    private final Map<String, CircuitConfig> circuits;
    private final Map<String, Route> routesByPool;
    private final Map<String, Route> routesByModel;

    Workspace(UUID id, List<Provider> providers, List<Pool> pools, List<CircuitConfig> circuits) {
        this.id = id;
        this.providers = new TreeMap<>();
        this.pools = new TreeMap<>();
        this.circuits = new HashMap<>();
        providers.forEach(provider -> this.providers.put(provider.name(), provider));
        pools.forEach(pool -> this.pools.put(pool.groupName(), pool));
        circuits.forEach(circuit -> this.circuits.put(circuit.provider(), circuit));
        this.routesByPool = new HashMap<>();
        this.pools.values().forEach(pool -> routesByPool.put(pool.groupName(), route(pool)));
        this.routesByModel = models();
    }

    static Workspace empty(UUID id) {
        return new Workspace(id, List.of(), List.of(), List.of());
    }

    private Route route(Pool pool) {
        var targets = new ArrayList<RouteTarget>();
        for (Target target : pool.targets()) {
            Provider provider = providers.get(target.name());
            if (provider != null && target.weight() > 0) {
                targets.add(new RouteTarget(
                        provider, target.model(), target.weight(), target.priority(), target.prefill()));
            }
        }
        return Route.of(pool, List.copyOf(targets));
    }

    /** A pool's name comes before a model listed by a pool, and that before what providers say they serve. */
    private Map<String, Route> models() {
        var byProvider = new LinkedHashMap<String, List<RouteTarget>>();
        for (Provider provider : providers.values()) {
            for (String model : provider.models()) {
                byProvider
                        .computeIfAbsent(model, none -> new ArrayList<>())
                        .add(new RouteTarget(provider, model, 1, 0, null));
            }
        }
        var routes = new TreeMap<String, Route>();
        byProvider.forEach((model, targets) -> routes.put(model, Route.shared(model, List.copyOf(targets))));
        var listed = new TreeMap<String, Route>();
        for (Pool pool : pools.values()) {
            for (String model : pool.models()) {
                listed.putIfAbsent(model, poolRoute(pool.groupName()));
            }
        }
        routes.putAll(listed);
        routes.putAll(routesByPool);
        return routes;
    }

    private Route poolRoute(String name) {
        return java.util.Objects.requireNonNull(routesByPool.get(name));
    }

    public UUID id() {
        return id;
    }

    public Map<String, Provider> providers() {
        return providers;
    }

    public Map<String, Pool> pools() {
        return pools;
    }

    /** What was decided about a circuit, or the defaults. */
    public CircuitConfig circuit(String provider) {
        return circuits.getOrDefault(provider, CircuitConfig.standard(id, provider));
    }

    /** Names that have a circuit: registered providers, and whatever else pools name. */
    public SortedSet<String> circuitNames() {
        var names = new TreeSet<>(providers.keySet());
        pools.values().forEach(pool -> pool.targets().forEach(target -> names.add(target.name())));
        return names;
    }

    /** Everything that callers may ask for. */
    public Map<String, Route> routes() {
        return routesByModel;
    }

    /** Where requests for {@code model} go; empty if nobody knows it. */
    public Optional<Route> route(String model) {
        return Optional.ofNullable(routesByModel.get(model));
    }

    /** A pool's route. */
    public Optional<Route> fallback(String pool) {
        return Optional.ofNullable(routesByPool.get(pool));
    }
}
