/** How a provider's status changed over time, as spans. */
@NullMarked
package io.switchgear.health.timeline;

import org.jspecify.annotations.NullMarked;
