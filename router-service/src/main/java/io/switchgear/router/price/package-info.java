/** What tokens cost. */
@NullMarked
package io.switchgear.router.price;

import org.jspecify.annotations.NullMarked;
