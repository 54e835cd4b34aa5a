package io.switchgear.gateway.member;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.identity.Role;
import io.switchgear.common.problem.ProblemException;

/** Who may do what to whom. */
final class MemberRules {

    private MemberRules() {}

    /**
     * What stands against a change; null if nothing does.
     *
     * @param member as they are
     * @param to the role that they are to get; null for their removal
     * @param by the role of whoever asks: an administrator at least
     * @param owners how many the workspace has
     */
    static @Nullable ProblemException objection(Member member, @Nullable Role to, Role by, long owners) {
        if (by != Role.OWNER && (member.role() == Role.OWNER || to == Role.OWNER)) {
            return ProblemException.forbidden("owner_only", "Only an owner makes, changes or removes owners.");
        }
        if (member.status() == MemberStatus.INVITED && to == Role.OWNER) {
            return ProblemException.invalid("role", "must be viewer, operator or admin until they have joined");
        }
        if (member.role() == Role.OWNER && to != Role.OWNER && owners <= 1) {
            return ProblemException.conflict(
                    "last_owner", "A workspace keeps an owner; make somebody else one before.");
        }
        return null;
    }
}
