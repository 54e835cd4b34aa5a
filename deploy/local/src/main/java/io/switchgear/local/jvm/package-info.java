/** Java programs: copied beside the data, started from JDK 25's AOT cache, which is trained in the background. */
@NullMarked
package io.switchgear.local.jvm;

import org.jspecify.annotations.NullMarked;
