/** CSV downloads. */
@NullMarked
package io.switchgear.common.csv;

import org.jspecify.annotations.NullMarked;
