/** Changes of routing configuration: announced to every replica, audited. */
@NullMarked
package io.switchgear.router.change;

import org.jspecify.annotations.NullMarked;
