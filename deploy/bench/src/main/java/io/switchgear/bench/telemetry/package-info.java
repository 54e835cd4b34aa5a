/** query-service beside Zipkin's server: the same spans into both, and what it takes. */
@NullMarked
package io.switchgear.bench.telemetry;

import org.jspecify.annotations.NullMarked;
