package io.switchgear.router.limit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.switchgear.common.limit.Limits;

/** All workspaces' limits in memory. */
@Component
public class LimitsInForce {

    private volatile Map<UUID, Limits> workspaces = Map.of();

    /** Replaces them. */
    public void follow(Collection<WorkspaceLimits> all) {
        var next = HashMap.<UUID, Limits>newHashMap(all.size());
        all.forEach(limits -> next.put(limits.workspaceId(), limits.limits()));
        workspaces = Map.copyOf(next);
    }

    public Limits of(UUID workspace) {
        return workspaces.getOrDefault(workspace, Limits.NONE);
    }
}
