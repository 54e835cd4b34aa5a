package io.switchgear.router.price;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.switchgear.common.price.ModelPrice;
import io.switchgear.common.price.PriceList;

/**
 * What a workspace pays instead of list prices. Each change is a new revision; former ones are kept, so that a version on an old call
 * can still be looked up.
 *
 * @param workspaceId the tenant
 * @param revision from 1; 0 for a workspace that has set none
 * @param models by name; {@code *} for all others
 * @param createdBy who set them
 * @param createdAt when
 */
public record Overrides(
        UUID workspaceId, long revision, Map<String, ModelPrice> models, String createdBy, Instant createdAt) {

    static final String PREFIX = "workspace-";

    static Overrides none(UUID workspaceId) {
        return new Overrides(workspaceId, 0, Map.of(), "", Instant.EPOCH);
    }

    /** As they are looked up; the version is what calls are stamped with. */
    public PriceList list() {
        return new PriceList(PREFIX + revision, models);
    }
}
