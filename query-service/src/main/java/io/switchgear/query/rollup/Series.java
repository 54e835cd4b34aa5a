package io.switchgear.query.rollup;

import java.util.UUID;

/**
 * What counts are kept apart by. Absent text is empty.
 *
 * @param workspace the tenant
 * @param kind what is counted: {@link #REQUEST}, {@link #ATTEMPT} or {@link #OPERATION}
 * @param service {@code service.name}
 * @param provider of the call
 * @param model that answered, else the one asked for
 * @param apiKey that the router was called with
 * @param status {@code ok}, {@code error}, {@code cancelled}
 */
public record Series(
        UUID workspace, String kind, String service, String provider, String model, String apiKey, String status) {

    /** One inference, counted once. */
    public static final String REQUEST = "request";

    /** One try of the router at one target. */
    public static final String ATTEMPT = "attempt";

    /** One entry into a service. */
    public static final String OPERATION = "operation";

    /** All of a workspace's requests together; sketches only. */
    public static final String ALL = "all";
}
