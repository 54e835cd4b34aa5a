/** HTTP to providers. */
@NullMarked
package io.switchgear.router.upstream;

import org.jspecify.annotations.NullMarked;
