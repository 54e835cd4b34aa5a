/** Carries accepted actions out, one replica at a time, across restarts. */
@NullMarked
package io.switchgear.action.execution;

import org.jspecify.annotations.NullMarked;
