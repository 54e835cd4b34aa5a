/** Wire contract between the router, which decides circuits, and the ledger, which remembers them. */
@NullMarked
package io.switchgear.common.circuit;

import org.jspecify.annotations.NullMarked;
