/** A running suite, through its public API. */
@NullMarked
package io.switchgear.bench.suite;

import org.jspecify.annotations.NullMarked;
