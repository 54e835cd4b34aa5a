/** What can go wrong with a provider, and the grammar in which a user asks for it. */
@NullMarked
package io.switchgear.simulator.fault;

import org.jspecify.annotations.NullMarked;
