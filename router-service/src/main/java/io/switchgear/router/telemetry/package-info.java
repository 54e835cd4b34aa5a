/** Finished calls as OpenTelemetry spans. */
@NullMarked
package io.switchgear.router.telemetry;

import org.jspecify.annotations.NullMarked;
