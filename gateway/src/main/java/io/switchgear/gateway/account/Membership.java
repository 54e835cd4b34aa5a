package io.switchgear.gateway.account;

import java.util.UUID;

import io.switchgear.common.identity.Role;

/**
 * A workspace, with the role that a user has in it.
 *
 * @param id the workspace's
 * @param name the workspace's
 * @param role the user's
 */
record Membership(UUID id, String name, Role role) {}
