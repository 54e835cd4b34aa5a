/** The OpenAPI documents of all services in one place. */
@NullMarked
package io.switchgear.gateway.docs;

import org.jspecify.annotations.NullMarked;
