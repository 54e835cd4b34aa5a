/** Redis, as something that may be away: no caller ever waits for its return. */
@NullMarked
package io.switchgear.common.redis;

import org.jspecify.annotations.NullMarked;
