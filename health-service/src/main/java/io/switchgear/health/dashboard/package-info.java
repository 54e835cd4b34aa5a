/** All that the Health page shows, in one call. */
@NullMarked
package io.switchgear.health.dashboard;

import org.jspecify.annotations.NullMarked;
