/** Guarded deployment actions on Kubernetes and Cloud Run. */
@NullMarked
package io.switchgear.action;

import org.jspecify.annotations.NullMarked;
