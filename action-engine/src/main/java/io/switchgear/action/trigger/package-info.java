/** Requests for actions: validated, guarded, recorded once, answered. */
@NullMarked
package io.switchgear.action.trigger;

import org.jspecify.annotations.NullMarked;
