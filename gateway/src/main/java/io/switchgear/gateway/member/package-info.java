/** Who belongs to a workspace, as what, and who has been asked to join it. */
@NullMarked
package io.switchgear.gateway.member;

import org.jspecify.annotations.NullMarked;
