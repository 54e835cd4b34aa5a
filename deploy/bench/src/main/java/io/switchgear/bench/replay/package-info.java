/** Sends recorded production traffic at its own rhythm, and checks that the suite counted every call and token. */
@NullMarked
package io.switchgear.bench.replay;

import org.jspecify.annotations.NullMarked;
