/** What the commands' options have in common. */
@NullMarked
package io.switchgear.bench.option;

import org.jspecify.annotations.NullMarked;
