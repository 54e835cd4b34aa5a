/** Cost and tokens by provider, model, service or key. */
@NullMarked
package io.switchgear.query.cost;

import org.jspecify.annotations.NullMarked;
