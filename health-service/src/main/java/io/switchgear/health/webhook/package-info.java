/** Messages to other systems about circuit transitions, by the Standard Webhooks specification. */
@NullMarked
package io.switchgear.health.webhook;

import org.jspecify.annotations.NullMarked;
