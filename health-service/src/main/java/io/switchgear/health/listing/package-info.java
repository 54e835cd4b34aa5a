/** What the lists of this service have in common: ranges in the past, names from the address, CSV. */
@NullMarked
package io.switchgear.health.listing;

import org.jspecify.annotations.NullMarked;
