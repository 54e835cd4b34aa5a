/** How long a workspace's telemetry is kept. */
@NullMarked
package io.switchgear.query.retention;

import org.jspecify.annotations.NullMarked;
