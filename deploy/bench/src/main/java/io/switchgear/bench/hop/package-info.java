/** What the hop through Switchgear costs, beside peers over the same upstream. */
@NullMarked
package io.switchgear.bench.hop;

import org.jspecify.annotations.NullMarked;
