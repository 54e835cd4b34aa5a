/** Key figures and series out of the rollups. */
@NullMarked
package io.switchgear.query.kpi;

import org.jspecify.annotations.NullMarked;
