/** Jobs that run again and again while the service does. */
@NullMarked
package io.switchgear.query.schedule;

import org.jspecify.annotations.NullMarked;
