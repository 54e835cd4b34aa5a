/** Anthropic's messages, on both sides. */
@NullMarked
package io.switchgear.router.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
