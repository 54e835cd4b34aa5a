/** The log of every request a provider saw, so that a test can look at the provider's side. */
@NullMarked
package io.switchgear.simulator.attempt;

import org.jspecify.annotations.NullMarked;
