package io.switchgear.common.identity;

import java.util.UUID;

/** Workspaces that no one owns. */
public final class Workspaces {

    /** Holds facts about the platform itself, such as which of its components are up; alert rules read them there. */
    public static final UUID SYSTEM = new UUID(0, 0);

    private Workspaces() {}
}
