/** An append-only queue on disk that survives the process. */
@NullMarked
package io.switchgear.router.spool;

import org.jspecify.annotations.NullMarked;
