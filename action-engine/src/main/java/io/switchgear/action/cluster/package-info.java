/** Which clusters, namespaces and services each workspace may act on; configuration decides, none by default. */
@NullMarked
package io.switchgear.action.cluster;

import org.jspecify.annotations.NullMarked;
