package io.switchgear.router.catalog;

import reactor.core.publisher.Mono;

/** Follows the catalog. */
public interface CatalogListener {

    /** Prepares for a catalog that becomes the current one when this completes. */
    Mono<Void> prepare(Catalog next);
}
