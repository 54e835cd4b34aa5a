/** How much a workspace may use, as its administrators have set it. */
@NullMarked
package io.switchgear.router.limit;

import org.jspecify.annotations.NullMarked;
