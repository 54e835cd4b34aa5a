/** What stands between a request and a cluster: feasibility, limits, cooldown. */
@NullMarked
package io.switchgear.action.guard;

import org.jspecify.annotations.NullMarked;
