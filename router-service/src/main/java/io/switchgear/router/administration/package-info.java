/** Circuits as people see and change them. */
@NullMarked
package io.switchgear.router.administration;

import org.jspecify.annotations.NullMarked;
