/** Users, workspaces and members: registering, logging in, switching. */
@NullMarked
package io.switchgear.gateway.account;

import org.jspecify.annotations.NullMarked;
