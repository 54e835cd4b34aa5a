/** Jobs that one replica does at a time. */
@NullMarked
package io.switchgear.health.lease;

import org.jspecify.annotations.NullMarked;
