/** The suite as a whole: its parts, the order in which they start and stop, and what the user sees of it. */
@NullMarked
package io.switchgear.local.suite;

import org.jspecify.annotations.NullMarked;
