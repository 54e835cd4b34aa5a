/** How far a provider can be relied on, as one number with its parts. */
@NullMarked
package io.switchgear.health.reliability;

import org.jspecify.annotations.NullMarked;
