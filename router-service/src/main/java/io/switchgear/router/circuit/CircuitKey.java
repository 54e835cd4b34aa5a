package io.switchgear.router.circuit;

import java.util.UUID;

/**
 * A circuit belongs to a provider in a workspace.
 *
 * @param workspaceId the tenant
 * @param provider its name, registered or not
 */
public record CircuitKey(UUID workspaceId, String provider) {}
