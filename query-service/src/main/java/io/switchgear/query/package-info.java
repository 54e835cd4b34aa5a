/** The query-service: telemetry in by OTLP, answers out of rollups and traces. */
@NullMarked
package io.switchgear.query;

import org.jspecify.annotations.NullMarked;
