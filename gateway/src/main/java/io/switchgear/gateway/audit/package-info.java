/** The audit log: who did what, when, from where, with what outcome. */
@NullMarked
package io.switchgear.gateway.audit;

import org.jspecify.annotations.NullMarked;
