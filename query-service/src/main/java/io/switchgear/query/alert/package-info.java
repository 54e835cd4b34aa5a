/** Alerts derived from error patterns. */
@NullMarked
package io.switchgear.query.alert;

import org.jspecify.annotations.NullMarked;
