/** Many rows into PostgreSQL at once: COPY within a transaction. */
@NullMarked
package io.switchgear.query.bulk;

import org.jspecify.annotations.NullMarked;
