package io.switchgear.local.process;

import java.nio.file.Path;

/** A part did not start; the message names it, the reason and its log. */
public final class PartFailed extends Exception {

    private static final long serialVersionUID = 1L;

    public PartFailed(String title, String reason, Path log) {
        super("%s failed: %s\n  Log: %s".formatted(title, reason, log));
    }

    PartFailed(Part part, String reason) {
        this(part.title(), reason, part.log());
    }
}
