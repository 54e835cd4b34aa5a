package io.switchgear.common.identity;

/** Headers between the gateway and the services. All of them are stripped from what comes in from outside. */
public final class IdentityHeaders {

    /** ES256 token of at most 60 s, bound to the called service. */
    public static final String TOKEN = "X-Switchgear-Token";

    public static final String WORKSPACE = "X-Workspace-ID";
    public static final String USER = "X-User-ID";
    public static final String REQUEST = "X-Request-ID";

    /** Prefix of every header that only Switchgear itself may set. */
    public static final String RESERVED_PREFIX = "X-Switchgear-";

    private IdentityHeaders() {}
}
