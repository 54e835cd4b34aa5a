/** OpenAI's wire formats: chat completions on both sides, responses for callers. */
@NullMarked
package io.switchgear.router.dialect.openai;

import org.jspecify.annotations.NullMarked;
