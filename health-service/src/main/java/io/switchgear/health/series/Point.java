package io.switchgear.health.series;

import java.util.Map;
import java.util.UUID;

/**
 * A point of a gauge.
 *
 * @param workspace whose series it belongs to; facts about the platform belong to {@link
 *     io.switchgear.common.identity.Workspaces#SYSTEM}
 * @param unit UCUM; {@code 1} for none
 * @param attributes what tells the metric's series apart
 */
record Point(UUID workspace, String metric, String unit, double value, Map<String, String> attributes) {}
