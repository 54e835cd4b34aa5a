package io.switchgear.common.circuit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger. Identified by workspace, provider, version and replica: sent twice, it is one.
 *
 * @param workspaceId the tenant
 * @param provider the circuit's provider
 * @param version the circuit's version after this event; each event adds one
 * @param replica the router replica that decided
 * @param local true if that replica decided without the others, while Redis was away
 * @param type what happened
 * @param fromState state before
 * @param toState state after; the same as before for a change of configuration
 * @param forced the pinned state after; null for none
 * @param reason the cause, as a sentence
 * @param trigger whether a person or the system caused it
 * @param actor who, for a person
 * @param thresholds the configuration at that time
 * @param counts the counters at that time
 * @param traceIds samples of the calls that caused it, newest first, at most 5
 * @param durationMs how long the circuit was in {@code fromState}; null if unknown
 * @param at when
 */
public record CircuitEvent(
        UUID workspaceId,
        String provider,
        long version,
        String replica,
        boolean local,
        Type type,
        CircuitState fromState,
        CircuitState toState,
        @Nullable ForcedState forced,
        String reason,
        Trigger trigger,
        @Nullable String actor,
        CircuitThresholds thresholds,
        CircuitCounts counts,
        List<String> traceIds,
        @Nullable Long durationMs,
        Instant at) {

    /** What happened to the circuit. */
    public enum Type {
        @JsonProperty("state_change")
        STATE_CHANGE,
        @JsonProperty("forced")
        FORCED,
        @JsonProperty("reset")
        RESET,
        @JsonProperty("config")
        CONFIG
    }

    /** Who caused it. */
    public enum Trigger {
        @JsonProperty("user")
        USER,
        @JsonProperty("system")
        SYSTEM
    }
}
