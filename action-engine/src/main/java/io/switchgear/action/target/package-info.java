/** What may be acted on, and how it is right now. */
@NullMarked
package io.switchgear.action.target;

import org.jspecify.annotations.NullMarked;
