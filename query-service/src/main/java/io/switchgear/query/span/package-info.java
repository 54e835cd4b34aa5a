/** The one model of a span, read out of OTLP by the GenAI conventions, old and new. */
@NullMarked
package io.switchgear.query.span;

import org.jspecify.annotations.NullMarked;
