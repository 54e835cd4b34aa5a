/** The neutral model of a conversation with an LLM: what callers ask for and providers answer, in nobody's wire format. */
@NullMarked
package io.switchgear.router.dialect.chat;

import org.jspecify.annotations.NullMarked;
