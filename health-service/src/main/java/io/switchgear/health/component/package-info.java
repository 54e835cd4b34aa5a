/** The health of the suite's own components. */
@NullMarked
package io.switchgear.health.component;

import org.jspecify.annotations.NullMarked;
