/** Idle providers, asked for something that costs nothing: health is told by traffic first, and by this where there is none. */
@NullMarked
package io.switchgear.router.probe;

import org.jspecify.annotations.NullMarked;
