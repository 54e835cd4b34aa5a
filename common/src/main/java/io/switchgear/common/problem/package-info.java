/** Errors as RFC 9457 problem documents: the one mapping from exceptions to answers. */
@NullMarked
package io.switchgear.common.problem;

import org.jspecify.annotations.NullMarked;
