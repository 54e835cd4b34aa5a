package io.switchgear.action.lifecycle;

import java.util.UUID;

import io.switchgear.common.problem.ProblemException;

/** Ids of actions as they come in addresses. */
public final class ActionIds {

    private ActionIds() {}

    /** @throws ProblemException 404 for what cannot be an id: no action has it */
    public static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
    }

    public static ProblemException unknown(Object id) {
        return ProblemException.notFound("action", id);
    }
}
