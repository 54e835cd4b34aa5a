package io.switchgear.common.identity;

import java.util.Map;
import java.util.Set;

/** What a sibling service may do with a token it signed itself, beyond speaking for a caller. */
public enum Grant {
    /** Sign tokens of kind user and api_key, that is, speak for callers. */
    SPEAK_FOR_CALLERS,
    /** Write telemetry for many workspaces at once. */
    TELEMETRY_WRITE,
    /** Append to the circuit ledger. */
    LEDGER_WRITE,
    /** Deliver audit events. */
    AUDIT_WRITE,
    /** Deliver alert events. */
    ALERT_WRITE,
    /** Read a workspace's telemetry, health and prices on the service's own behalf. */
    READ;

    /** The issuers that receivers trust, each limited to what it may do. */
    public static final Map<String, Set<Grant>> BY_ISSUER = Map.of(
            "gateway", Set.of(SPEAK_FOR_CALLERS, READ),
            "router-service", Set.of(TELEMETRY_WRITE, LEDGER_WRITE, AUDIT_WRITE),
            "health-service", Set.of(TELEMETRY_WRITE, AUDIT_WRITE, READ),
            "query-service", Set.of(ALERT_WRITE, AUDIT_WRITE, READ),
            "action-engine", Set.of(AUDIT_WRITE, READ));
}
