/** The WebSocket edge: one-use tickets, and connections that are passed on to health-service. */
@NullMarked
package io.switchgear.gateway.live;

import org.jspecify.annotations.NullMarked;
