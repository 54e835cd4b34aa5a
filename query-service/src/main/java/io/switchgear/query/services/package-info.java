/** The services that send telemetry, and how they do. */
@NullMarked
package io.switchgear.query.services;

import org.jspecify.annotations.NullMarked;
