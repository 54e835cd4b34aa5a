package io.switchgear.query.rollup;

import java.util.UUID;

/** Service, provider, model and key of a workspace's counts, which together may have so many values only. */
record Combination(UUID workspace, String service, String provider, String model, String apiKey) {

    static Combination of(Series series) {
        return new Combination(
                series.workspace(), series.service(), series.provider(), series.model(), series.apiKey());
    }
}
