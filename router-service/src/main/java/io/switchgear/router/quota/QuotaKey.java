package io.switchgear.router.quota;

import java.util.UUID;

/**
 * Whose use of what is counted.
 *
 * @param workspaceId the tenant
 * @param subject {@link #WORKSPACE}, or {@code key:<id>}
 * @param meter what
 */
record QuotaKey(UUID workspaceId, String subject, Meter meter) {

    static final String WORKSPACE = "workspace";

    static String apiKey(String id) {
        return "key:" + id;
    }
}
