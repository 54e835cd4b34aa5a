/** How requests were spread over the targets of a pool. */
@NullMarked
package io.switchgear.health.balancer;

import org.jspecify.annotations.NullMarked;
