/** Who calls: signed tokens between services, and what their bearer may do. */
@NullMarked
package io.switchgear.common.identity;

import org.jspecify.annotations.NullMarked;
