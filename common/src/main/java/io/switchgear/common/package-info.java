/** What every Switchgear service must do identically. */
@NullMarked
package io.switchgear.common;

import org.jspecify.annotations.NullMarked;
