/** Google Gemini's {@code generateContent}, as a provider. */
@NullMarked
package io.switchgear.router.dialect.gemini;

import org.jspecify.annotations.NullMarked;
