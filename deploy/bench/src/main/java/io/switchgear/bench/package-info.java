/** Replays real traffic through the suite, and measures it beside its peers. */
@NullMarked
package io.switchgear.bench;

import org.jspecify.annotations.NullMarked;
