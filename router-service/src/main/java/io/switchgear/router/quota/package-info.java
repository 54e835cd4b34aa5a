/** What keys and workspaces use of their limits: reserved before a call, settled after it, shared between replicas by leases. */
@NullMarked
package io.switchgear.router.quota;

import org.jspecify.annotations.NullMarked;
