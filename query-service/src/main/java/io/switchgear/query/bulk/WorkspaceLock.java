package io.switchgear.query.bulk;

import java.util.Collection;
import java.util.UUID;

import reactor.core.publisher.Mono;

/** Whoever writes a workspace's spans does so alone, on all replicas together. */
public final class WorkspaceLock {

    /** In one order, so that no two transactions wait for each other. */
    private static final String LOCK = """
        select count(pg_advisory_xact_lock(key)) from (
            select distinct hashtextextended('telemetry.ingest.' || workspace::text, 0) as key
            from unnest($1::uuid[]) as w (workspace) order by 1 offset 0) as keys
        """;

    private WorkspaceLock() {}

    /** Holds the locks until the end of the transaction. */
    public static Mono<Void> take(Session session, Collection<UUID> workspaces) {
        return session.query(LOCK, row -> true, (Object) workspaces.toArray(UUID[]::new))
                .then();
    }
}
