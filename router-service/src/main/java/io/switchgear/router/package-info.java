/** Providers, pools, balancing, circuits and the LLM data plane. */
@NullMarked
package io.switchgear.router;

import org.jspecify.annotations.NullMarked;
