/** Work that goes on beside the calls until the service stops. */
@NullMarked
package io.switchgear.router.background;

import org.jspecify.annotations.NullMarked;
