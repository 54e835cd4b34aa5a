/** A fault-injecting LLM provider and a simulated Kubernetes API, in one light process. */
@NullMarked
package io.switchgear.simulator;

import org.jspecify.annotations.NullMarked;
