package io.switchgear.action.decision;

import java.util.Locale;

/** What can be decided about an action that has not begun. */
enum Verdict {
    APPROVE,
    REJECT,
    CANCEL;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
