package io.switchgear.gateway.member;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.identity.Role;

/**
 * Somebody who belongs to a workspace, or has been asked to join it.
 *
 * @param id the user's; of somebody invited, the invitation's
 * @param email in lower case
 * @param fullName null for somebody invited
 * @param role in the workspace
 * @param status whether they have joined
 * @param since when they joined, or were invited
 * @param expiresAt when the invitation ends; null for a member
 */
record Member(
        UUID id,
        String email,
        @Nullable String fullName,
        Role role,
        MemberStatus status,
        Instant since,
        @Nullable Instant expiresAt) {}
