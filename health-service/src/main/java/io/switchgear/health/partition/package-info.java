/** Daily partitions: created ahead and when needed, dropped by retention. */
@NullMarked
package io.switchgear.health.partition;

import org.jspecify.annotations.NullMarked;
