/** An action from request to outcome: its states, its record and its events. */
@NullMarked
package io.switchgear.action.lifecycle;

import org.jspecify.annotations.NullMarked;
