package io.switchgear.common.price;

import java.util.Map;
import java.util.UUID;

/**
 * A workspace's own prices; they come before the book's, and a provider's before the workspace's.
 *
 * @param workspaceId the tenant
 * @param overrides of the workspace; without models if it has set none
 * @param providers lists by the provider's registered name
 */
public record WorkspacePrices(UUID workspaceId, PriceList overrides, Map<String, PriceList> providers) {

    public WorkspacePrices {
        providers = Map.copyOf(providers);
    }

    public static WorkspacePrices none(UUID workspaceId) {
        return new WorkspacePrices(workspaceId, new PriceList("workspace-0", Map.of()), Map.of());
    }
}
