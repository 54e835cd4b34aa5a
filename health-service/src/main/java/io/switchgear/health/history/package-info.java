/** What happened to a provider, newest first. */
@NullMarked
package io.switchgear.health.history;

import org.jspecify.annotations.NullMarked;
