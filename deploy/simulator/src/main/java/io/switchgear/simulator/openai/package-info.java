/** OpenAI's wire formats: chat completions, embeddings, responses, models. */
@NullMarked
package io.switchgear.simulator.openai;

import org.jspecify.annotations.NullMarked;
