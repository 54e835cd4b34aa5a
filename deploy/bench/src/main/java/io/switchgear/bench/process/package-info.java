/** Services under measurement, each a process of its own with stores of its own. */
@NullMarked
package io.switchgear.bench.process;

import org.jspecify.annotations.NullMarked;
