/** The health address that dashboards expect on this service's own port. */
@NullMarked
package io.switchgear.action.probe;

import org.jspecify.annotations.NullMarked;
