/** What query-service's alert rules work on: states of components and providers as OTLP metrics. */
@NullMarked
package io.switchgear.health.series;

import org.jspecify.annotations.NullMarked;
