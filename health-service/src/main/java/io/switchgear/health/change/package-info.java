/** Which workspaces' providers have just changed, told to every replica of this service. */
@NullMarked
package io.switchgear.health.change;

import org.jspecify.annotations.NullMarked;
