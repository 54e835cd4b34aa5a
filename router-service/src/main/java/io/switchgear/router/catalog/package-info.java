/** All routing configuration as one immutable snapshot in memory, kept fresh and kept on disk. */
@NullMarked
package io.switchgear.router.catalog;

import org.jspecify.annotations.NullMarked;
