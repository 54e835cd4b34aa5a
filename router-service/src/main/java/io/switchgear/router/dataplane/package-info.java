/** The LLM API: resolves a model, tries targets, streams the answer. */
@NullMarked
package io.switchgear.router.dataplane;

import org.jspecify.annotations.NullMarked;
