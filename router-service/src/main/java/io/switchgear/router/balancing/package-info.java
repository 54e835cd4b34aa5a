/** Strategies that choose a target, as pure functions. */
@NullMarked
package io.switchgear.router.balancing;

import org.jspecify.annotations.NullMarked;
