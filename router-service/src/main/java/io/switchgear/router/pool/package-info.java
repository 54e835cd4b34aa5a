/** Pools: named groups of targets with a strategy and fallbacks. */
@NullMarked
package io.switchgear.router.pool;

import org.jspecify.annotations.NullMarked;
