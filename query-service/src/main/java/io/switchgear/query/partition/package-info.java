/** Partitions by day and month: created ahead, dropped by retention. */
@NullMarked
package io.switchgear.query.partition;

import org.jspecify.annotations.NullMarked;
