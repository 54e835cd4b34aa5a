/** Points of OTLP metrics. */
@NullMarked
package io.switchgear.query.metric;

import org.jspecify.annotations.NullMarked;
