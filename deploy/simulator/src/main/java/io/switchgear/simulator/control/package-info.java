/** The control API under /_sim. */
@NullMarked
package io.switchgear.simulator.control;

import org.jspecify.annotations.NullMarked;
