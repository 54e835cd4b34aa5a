/** Secrets at rest. */
@NullMarked
package io.switchgear.common.secret;

import org.jspecify.annotations.NullMarked;
