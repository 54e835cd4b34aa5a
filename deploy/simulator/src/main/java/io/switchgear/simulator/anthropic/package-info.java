/** Anthropic's wire format: messages. */
@NullMarked
package io.switchgear.simulator.anthropic;

import org.jspecify.annotations.NullMarked;
