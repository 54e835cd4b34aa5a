/** health-service: remembers how every provider has been, and knows how every component is. */
@NullMarked
package io.switchgear.health;

import org.jspecify.annotations.NullMarked;
