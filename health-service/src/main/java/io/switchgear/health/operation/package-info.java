/** Request counts and latencies of a provider. */
@NullMarked
package io.switchgear.health.operation;

import org.jspecify.annotations.NullMarked;
