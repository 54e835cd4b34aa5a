/** The router's price book, and what customers' own spans cost by it. */
@NullMarked
package io.switchgear.query.price;

import org.jspecify.annotations.NullMarked;
