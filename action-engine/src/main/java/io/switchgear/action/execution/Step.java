package io.switchgear.action.execution;

import io.switchgear.action.lifecycle.Action;

/** What came of looking after an action once. */
sealed interface Step {

    /** It has moved on, or there is news. */
    record To(Action next) implements Step {}

    /** Nothing new: look again later. */
    record Wait() implements Step {}
}
