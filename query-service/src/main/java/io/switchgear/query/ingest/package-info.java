/** OTLP in: decoding, overload, group commit. */
@NullMarked
package io.switchgear.query.ingest;

import org.jspecify.annotations.NullMarked;
