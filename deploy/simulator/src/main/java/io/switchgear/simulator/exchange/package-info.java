/** One call, whatever its wire format: read it, choose its fault, play its answer. */
@NullMarked
package io.switchgear.simulator.exchange;

import org.jspecify.annotations.NullMarked;
