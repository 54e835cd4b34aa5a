package io.switchgear.router.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.circuit.CircuitConfig;
import io.switchgear.router.limit.WorkspaceLimits;
import io.switchgear.router.pool.Pool;
import io.switchgear.router.price.Overrides;
import io.switchgear.router.provider.Provider;

/** All workspaces' routing configuration at one moment. Immutable. */
public final class Catalog {

    private final Rows rows;
    private final Map<UUID, Workspace> workspaces = new HashMap<>();

    /**
     * What a catalog is made of, and kept as.
     *
     * @param fingerprint tells whether the tables have changed since
     */
    record Rows(
            String fingerprint,
            List<Provider> providers,
            List<Pool> pools,
            List<CircuitConfig> circuits,
            List<Overrides> overrides,
            List<WorkspaceLimits> limits) {

        /** A file of the release before has no prices and no limits. */
        Rows {
            overrides = orNone(overrides);
            limits = orNone(limits);
        }

        private static <T> List<T> orNone(@Nullable List<T> rows) {
            return rows == null ? List.of() : rows;
        }

        Rows as(String fingerprint) {
            return new Rows(fingerprint, providers, pools, circuits, overrides, limits);
        }
    }

    Catalog(Rows rows) {
        this.rows = rows;
        var parts = new HashMap<UUID, Parts>();
        rows.providers()
                .forEach(row -> parts(parts, row.workspaceId()).providers().add(row));
        rows.pools().forEach(row -> parts(parts, row.workspaceId()).pools().add(row));
        rows.circuits()
                .forEach(row -> parts(parts, row.workspaceId()).circuits().add(row));
        parts.forEach(
                (id, part) -> workspaces.put(id, new Workspace(id, part.providers(), part.pools(), part.circuits())));
    }

    private record Parts(List<Provider> providers, List<Pool> pools, List<CircuitConfig> circuits) {}

    private static Parts parts(Map<UUID, Parts> parts, UUID id) {
        return parts.computeIfAbsent(id, none -> new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    }

    Rows rows() {
        return rows;
    }

    /** An empty one for a workspace that has configured nothing. */
    public Workspace workspace(UUID id) {
        Workspace workspace = workspaces.get(id);
        return workspace == null ? Workspace.empty(id) : workspace;
    }

    public Iterable<Workspace> workspaces() {
        return workspaces.values();
    }
}
