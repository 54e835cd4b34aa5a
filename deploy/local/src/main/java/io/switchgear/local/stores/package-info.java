/** PostgreSQL and Redis from binaries of Maven Central, run durably and with passwords. */
@NullMarked
package io.switchgear.local.stores;

import org.jspecify.annotations.NullMarked;
