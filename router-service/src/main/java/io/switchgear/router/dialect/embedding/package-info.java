/** Embeddings, whatever wire format caller and provider speak. */
@NullMarked
package io.switchgear.router.dialect.embedding;

import org.jspecify.annotations.NullMarked;
