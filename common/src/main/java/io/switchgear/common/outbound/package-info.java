/** Which addresses may be connected to. */
@NullMarked
package io.switchgear.common.outbound;

import org.jspecify.annotations.NullMarked;
