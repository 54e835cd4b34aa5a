/** Workloads as a cluster knows them, what can be changed about them, and when a rollout is over. */
@NullMarked
package io.switchgear.action.workload;

import org.jspecify.annotations.NullMarked;
