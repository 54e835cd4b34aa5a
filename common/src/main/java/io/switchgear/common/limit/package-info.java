/** How much a key or a workspace may use: set in one place, counted in another. */
@NullMarked
package io.switchgear.common.limit;

import org.jspecify.annotations.NullMarked;
