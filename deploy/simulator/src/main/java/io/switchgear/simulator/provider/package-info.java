/** The simulated providers: their pace, standing faults, outage windows and queue of faults. */
@NullMarked
package io.switchgear.simulator.provider;

import org.jspecify.annotations.NullMarked;
