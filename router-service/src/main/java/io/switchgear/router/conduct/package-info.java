/** What follows a failed attempt: the decision table, the deadline, the retry budget. */
@NullMarked
package io.switchgear.router.conduct;

import org.jspecify.annotations.NullMarked;
