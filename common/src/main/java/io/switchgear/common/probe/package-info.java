/** Liveness, readiness and startup, on every service's own port. */
@NullMarked
package io.switchgear.common.probe;

import org.jspecify.annotations.NullMarked;
