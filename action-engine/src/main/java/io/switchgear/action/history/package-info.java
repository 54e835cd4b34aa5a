/** The record of actions, and their progress while they run. */
@NullMarked
package io.switchgear.action.history;

import org.jspecify.annotations.NullMarked;
