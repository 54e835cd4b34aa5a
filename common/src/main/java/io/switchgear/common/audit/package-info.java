/** Who did what: events that every service delivers to the gateway's audit log. */
@NullMarked
package io.switchgear.common.audit;

import org.jspecify.annotations.NullMarked;
