/** Routes to the services, and what is forwarded on them. */
@NullMarked
package io.switchgear.gateway.route;

import org.jspecify.annotations.NullMarked;
