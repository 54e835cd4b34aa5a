/** Warnings that a circuit is about to open, from the trends of errors and latency. */
@NullMarked
package io.switchgear.health.prediction;

import org.jspecify.annotations.NullMarked;
