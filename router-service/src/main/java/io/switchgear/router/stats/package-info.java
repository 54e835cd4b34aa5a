/** What each target has done since the process started, and since the last sample. */
@NullMarked
package io.switchgear.router.stats;

import org.jspecify.annotations.NullMarked;
