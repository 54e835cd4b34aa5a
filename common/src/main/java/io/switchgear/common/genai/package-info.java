/** Names of OpenTelemetry GenAI attributes and of Switchgear's own. */
@NullMarked
package io.switchgear.common.genai;

import org.jspecify.annotations.NullMarked;
