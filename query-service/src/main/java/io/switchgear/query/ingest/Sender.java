package io.switchgear.query.ingest;

import java.util.UUID;

import io.opentelemetry.proto.resource.v1.Resource;
import org.jspecify.annotations.Nullable;

import io.switchgear.common.genai.GenAi;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Grant;
import io.switchgear.query.span.Attributes;

/**
 * Who sends telemetry, and for whom.
 *
 * @param name for the budget of bytes
 * @param workspace all of it is for this one; null where each resource says
 * @param trusted whether {@code switchgear.*} attributes are believed
 */
record Sender(String name, @Nullable UUID workspace, boolean trusted) {

    static final String NO_WORKSPACE = "the resource attribute " + GenAi.WORKSPACE + " is missing or no workspace id";

    static Sender of(Caller caller) {
        boolean trusted = caller.has(Grant.TELEMETRY_WRITE);
        UUID workspace = trusted ? caller.workspace() : caller.workspaceId();
        return new Sender(workspace == null ? caller.subject() : workspace.toString(), workspace, trusted);
    }

    /** Null if nobody knows. */
    @Nullable
    UUID workspaceOf(Attributes resource) {
        if (workspace != null) {
            return workspace;
        }
        String named = resource.text(GenAi.WORKSPACE);
        try {
            return named == null ? null : UUID.fromString(named);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    Attributes attributesOf(Resource resource) {
        return Attributes.of(resource.getAttributesList(), trusted);
    }

    static String serviceOf(Attributes resource) {
        String name = resource.text(GenAi.SERVICE_NAME);
        return name == null ? "unknown_service" : name;
    }
}
