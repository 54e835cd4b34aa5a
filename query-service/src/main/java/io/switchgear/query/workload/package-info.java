/** The customer's services that send telemetry, how they do, and what runs them. */
@NullMarked
package io.switchgear.query.workload;

import org.jspecify.annotations.NullMarked;
