/** The suite's health as health-service knows it, or as the gateway does when that is away. */
@NullMarked
package io.switchgear.gateway.health;

import org.jspecify.annotations.NullMarked;
