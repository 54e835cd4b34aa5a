/** The suite's front door: identity, API keys, routes, audit, console. */
@NullMarked
package io.switchgear.gateway;

import org.jspecify.annotations.NullMarked;
