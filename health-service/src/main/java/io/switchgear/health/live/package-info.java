/** What the console sees at once: a WebSocket that tells each service's state as it changes. */
@NullMarked
package io.switchgear.health.live;

import org.jspecify.annotations.NullMarked;
