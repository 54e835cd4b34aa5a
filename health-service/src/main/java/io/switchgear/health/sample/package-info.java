/** What router replicas saw since their last sample, made into states, history and metrics. */
@NullMarked
package io.switchgear.health.sample;

import org.jspecify.annotations.NullMarked;
