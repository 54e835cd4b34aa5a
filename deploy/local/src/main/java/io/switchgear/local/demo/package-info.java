/** The demo workspace: providers at the simulator and four instrumented services that send traffic through the suite. */
@NullMarked
package io.switchgear.local.demo;

import org.jspecify.annotations.NullMarked;
