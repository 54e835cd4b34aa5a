/** API keys: issued once, checked from memory, dead within a second of their revocation. */
@NullMarked
package io.switchgear.gateway.apikey;

import org.jspecify.annotations.NullMarked;
