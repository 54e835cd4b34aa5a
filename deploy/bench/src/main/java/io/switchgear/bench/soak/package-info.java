/** Hours of mixed traffic over failing providers, and whether anything grows or any answer is wrong. */
@NullMarked
package io.switchgear.bench.soak;

import org.jspecify.annotations.NullMarked;
