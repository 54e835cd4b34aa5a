/** What tokens cost: one way of computing it, for calls that the router made and for those that customers report. */
@NullMarked
package io.switchgear.common.price;

import org.jspecify.annotations.NullMarked;
