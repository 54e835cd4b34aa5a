/** A simulated Kubernetes API whose deployments progress like real ones. */
@NullMarked
package io.switchgear.simulator.kubernetes;

import org.jspecify.annotations.NullMarked;
