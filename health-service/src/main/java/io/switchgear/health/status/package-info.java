/** The current state of each provider. */
@NullMarked
package io.switchgear.health.status;

import org.jspecify.annotations.NullMarked;
