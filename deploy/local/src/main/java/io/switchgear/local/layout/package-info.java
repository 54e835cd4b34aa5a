/** Where things are: the files of one suite and its ports. */
@NullMarked
package io.switchgear.local.layout;

import org.jspecify.annotations.NullMarked;
