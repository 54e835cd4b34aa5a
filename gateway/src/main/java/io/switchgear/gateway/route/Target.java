package io.switchgear.gateway.route;

import java.net.URI;

import io.switchgear.common.siblings.Service;

/**
 * Where a route leads.
 *
 * @param service that tokens are bound to
 * @param base its base URL
 */
record Target(Service service, URI base) {

    /** Key in a route's metadata. */
    static final String METADATA = "switchgear.target";
}
