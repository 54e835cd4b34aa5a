/** The console's files, and the headers that protect them. */
@NullMarked
package io.switchgear.gateway.console;

import org.jspecify.annotations.NullMarked;
