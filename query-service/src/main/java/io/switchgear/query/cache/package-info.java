/** Answers kept in Redis until the workspace's data changes. */
@NullMarked
package io.switchgear.query.cache;

import org.jspecify.annotations.NullMarked;
