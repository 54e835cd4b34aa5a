/** Which web origins may call: none but our own, unless configured. */
@NullMarked
package io.switchgear.gateway.origin;

import org.jspecify.annotations.NullMarked;
