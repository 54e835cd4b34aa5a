/** Last-known-good state on disk, encrypted. */
@NullMarked
package io.switchgear.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
