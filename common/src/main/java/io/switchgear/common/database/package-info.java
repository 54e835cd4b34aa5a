/** PostgreSQL: pooled reactive access and schema migration. */
@NullMarked
package io.switchgear.common.database;

import org.jspecify.annotations.NullMarked;
