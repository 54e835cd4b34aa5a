/** Exact counts and sketches per minute, hour and day. */
@NullMarked
package io.switchgear.query.rollup;

import org.jspecify.annotations.NullMarked;
