/** The one-command launcher: starts, watches and stops the whole suite on one machine. */
@NullMarked
package io.switchgear.local;

import org.jspecify.annotations.NullMarked;
