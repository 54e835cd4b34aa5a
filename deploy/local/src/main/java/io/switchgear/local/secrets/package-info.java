/** What is generated once for a suite and never printed but to its owner: passwords, keys, credentials. */
@NullMarked
package io.switchgear.local.secrets;

import org.jspecify.annotations.NullMarked;
