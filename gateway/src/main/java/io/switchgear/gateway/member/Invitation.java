package io.switchgear.gateway.member;

import java.time.Instant;
import java.util.UUID;

import io.switchgear.common.identity.Role;

/**
 * Leave to join a workspace, for one person, once.
 *
 * @param id stable
 * @param workspaceId which workspace
 * @param workspaceName its name
 * @param email for whom, in lower case
 * @param role that they will have
 * @param expiresAt when it ends
 */
public record Invitation(UUID id, UUID workspaceId, String workspaceName, String email, Role role, Instant expiresAt) {}
