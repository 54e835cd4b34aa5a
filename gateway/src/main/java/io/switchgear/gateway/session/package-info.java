/** Sessions: access tokens, the keys that sign them, rotated refresh tokens. */
@NullMarked
package io.switchgear.gateway.session;

import org.jspecify.annotations.NullMarked;
