/** Where a request stands in its trace, as W3C Trace Context says it. */
@NullMarked
package io.switchgear.common.trace;

import org.jspecify.annotations.NullMarked;
