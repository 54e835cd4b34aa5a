/** health-service beside a year's history: how long its reads take, and how fast a transition reaches those who watch. */
@NullMarked
package io.switchgear.bench.health;

import org.jspecify.annotations.NullMarked;
