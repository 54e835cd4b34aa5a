package io.switchgear.router.limit;

import java.time.Instant;
import java.util.UUID;

import io.switchgear.common.limit.Limits;

/**
 * How much a workspace may use, over all of its keys and users.
 *
 * @param workspaceId the tenant
 * @param limits {@link Limits#NONE} if none were set
 * @param revision rises with each change; 0 if there never was one
 * @param updatedBy who set them
 * @param updatedAt when
 */
public record WorkspaceLimits(UUID workspaceId, Limits limits, long revision, String updatedBy, Instant updatedAt) {

    public static WorkspaceLimits none(UUID workspaceId) {
        return new WorkspaceLimits(workspaceId, Limits.NONE, 0, "", Instant.EPOCH);
    }
}
