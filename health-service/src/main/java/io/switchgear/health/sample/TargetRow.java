package io.switchgear.health.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.Samples.GroupSample;
import io.switchgear.common.circuit.Samples.MemberSample;

/**
 * A pool's target as it is written.
 *
 * @param model the target's own; empty for the one that was asked for
 * @param position in the pool, from 0
 */
record TargetRow(
        UUID workspaceId,
        String groupName,
        String provider,
        String model,
        int position,
        String strategy,
        double weight,
        boolean available,
        long activeRequests,
        @Nullable Instant lastRequestAt) {

    static List<TargetRow> of(GroupSample group) {
        var rows = new ArrayList<TargetRow>();
        for (MemberSample member : group.members()) {
            rows.add(new TargetRow(
                    group.workspaceId(),
                    group.groupName(),
                    member.provider(),
                    member.model() == null ? "" : member.model(),
                    rows.size(),
                    group.strategy(),
                    member.weight(),
                    member.available(),
                    member.activeRequests(),
                    member.lastRequestAt()));
        }
        return rows;
    }
}
