/** Operating-system processes: started, watched, restarted, stopped, and found again after a launcher was killed. */
@NullMarked
package io.switchgear.local.process;

import org.jspecify.annotations.NullMarked;
