/** Typed reading of database rows. */
@NullMarked
package io.switchgear.health.row;

import org.jspecify.annotations.NullMarked;
