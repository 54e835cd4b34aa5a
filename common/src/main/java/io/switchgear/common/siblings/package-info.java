/** Calls between Switchgear's own services: signed, timed out, broken when they fail. */
@NullMarked
package io.switchgear.common.siblings;

import org.jspecify.annotations.NullMarked;
