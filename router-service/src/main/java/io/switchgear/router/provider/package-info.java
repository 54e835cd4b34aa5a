/** Providers: LLM accounts that requests can be sent to. */
@NullMarked
package io.switchgear.router.provider;

import org.jspecify.annotations.NullMarked;
