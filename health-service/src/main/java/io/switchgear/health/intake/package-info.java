/** Batches from routers, taken apart so that one bad entry never fails its neighbours. */
@NullMarked
package io.switchgear.health.intake;

import org.jspecify.annotations.NullMarked;
