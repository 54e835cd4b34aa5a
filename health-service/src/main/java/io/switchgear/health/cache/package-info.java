/** Values that are computed once and shared for a while. */
@NullMarked
package io.switchgear.health.cache;

import org.jspecify.annotations.NullMarked;
