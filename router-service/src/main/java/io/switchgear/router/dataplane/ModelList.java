package io.switchgear.router.dataplane;

import java.time.Instant;
import java.util.List;

import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.Workspace;

/**
 * Models as OpenAI lists them.
 *
 * @param object always {@code list}
 * @param data everything that callers may ask for, by name
 */
record ModelList(String object, List<Model> data) {

    /**
     * One of them.
     *
     * @param id what to ask for
     * @param object always {@code model}
     * @param created in epoch seconds
     * @param ownedBy the pool's strategy, or who serves it
     */
    record Model(String id, String object, long created, String ownedBy) {}

    static ModelList of(Workspace workspace) {
        return new ModelList(
                "list",
                workspace.routes().entrySet().stream()
                        .map(entry -> model(workspace, entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Model model(Workspace workspace, String name, Route route) {
        var pool = workspace.pools().get(route.name());
        Instant created = route.pool() && pool != null
                ? pool.createdAt()
                : route.targets().getFirst().provider().createdAt();
        return new Model(name, "model", created.getEpochSecond(), route.pool() ? "pool:" + route.name() : "providers");
    }
}
