/** Approval, rejection and cancellation of actions that have not begun. */
@NullMarked
package io.switchgear.action.decision;

import org.jspecify.annotations.NullMarked;
