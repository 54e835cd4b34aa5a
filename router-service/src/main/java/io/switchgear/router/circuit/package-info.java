/** The circuit breaker as a pure, serialisable state machine. */
@NullMarked
package io.switchgear.router.circuit;

import org.jspecify.annotations.NullMarked;
