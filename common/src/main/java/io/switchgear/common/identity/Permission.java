package io.switchgear.common.identity;

/** What a caller may do. The names are part of the HTTP contract ({@code GET /api/v1/auth/me}). */
public enum Permission {
    ROUTER_VIEW,
    QUERY_VIEW,
    ACTION_VIEW,
    ACTION_EXECUTE,
    ROUTER_MANAGE,
    ACTION_APPROVE,
    ADMIN,
    /** Transfer or delete the workspace. */
    WORKSPACE_OWN,
    /** Call the data plane. */
    LLM_CALL,
    /** Send OTLP for the own workspace. */
    TELEMETRY_WRITE
}
