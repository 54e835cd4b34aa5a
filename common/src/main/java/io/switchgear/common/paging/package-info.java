/** Lists: pages, opaque cursors and time ranges. */
@NullMarked
package io.switchgear.common.paging;

import org.jspecify.annotations.NullMarked;
