package io.switchgear.gateway.route;

import java.net.URI;
import java.time.Duration;

import io.switchgear.common.siblings.Service;

/**
 * Where a route leads.
 *
 * @param service that tokens are bound to
 * @param base its base URL
 * @param timeout how long the service may be silent
 */
record Target(Service service, URI base, Duration timeout) {

    /** Key in a route's metadata. */
    static final String METADATA = "switchgear.target";
}
