/** Secrets that are handed out once and recognised by their hash. */
@NullMarked
package io.switchgear.gateway.token;

import org.jspecify.annotations.NullMarked;
