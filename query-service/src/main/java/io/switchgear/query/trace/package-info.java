/** Traces: one row each for lists, and the tree of spans for one. */
@NullMarked
package io.switchgear.query.trace;

import org.jspecify.annotations.NullMarked;
