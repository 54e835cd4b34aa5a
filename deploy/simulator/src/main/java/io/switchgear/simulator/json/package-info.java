/** The one JSON mapper of the simulator. */
@NullMarked
package io.switchgear.simulator.json;

import org.jspecify.annotations.NullMarked;
