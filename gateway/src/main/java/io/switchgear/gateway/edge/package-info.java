/** What every request from outside passes: who calls, on which surface, and errors in the caller's dialect. */
@NullMarked
package io.switchgear.gateway.edge;

import org.jspecify.annotations.NullMarked;
