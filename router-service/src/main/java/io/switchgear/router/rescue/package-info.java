/** How a stream that broke off is gone on with by another target. */
@NullMarked
package io.switchgear.router.rescue;

import org.jspecify.annotations.NullMarked;
