/** What tokens cost: the book that ships with Switchgear, and what workspaces and providers set instead. */
@NullMarked
package io.switchgear.router.price;

import org.jspecify.annotations.NullMarked;
