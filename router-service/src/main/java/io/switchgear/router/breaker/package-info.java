/** Live circuits: the state machine applied to traffic, agreed upon between replicas, checkpointed. */
@NullMarked
package io.switchgear.router.breaker;

import org.jspecify.annotations.NullMarked;
