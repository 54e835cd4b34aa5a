/** Brings what is spooled to query-service and health-service. */
@NullMarked
package io.switchgear.router.delivery;

import org.jspecify.annotations.NullMarked;
