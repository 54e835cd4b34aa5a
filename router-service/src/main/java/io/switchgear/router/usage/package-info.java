/** What an answer says about itself: tokens, finish reasons, content, errors. */
@NullMarked
package io.switchgear.router.usage;

import org.jspecify.annotations.NullMarked;
