/** Callers' wire formats and providers': what one cannot pass on to the other as it is, is translated through one neutral model. */
@NullMarked
package io.switchgear.router.dialect;

import org.jspecify.annotations.NullMarked;
