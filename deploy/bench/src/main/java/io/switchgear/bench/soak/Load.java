package io.switchgear.bench.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of call.
 *
 * @param pool that is asked
 * @param aborted whether the caller goes away in the middle
 */
record Load(Api api, boolean streamed, String pool, boolean aborted) {

    /** Each kind as often as it is to come: streams most, a quarter aborted. */
    static List<Load> mix() {
        var mix = new ArrayList<Load>();
        for (String pool : List.of(Scene.CHAT, Scene.RERUN, Scene.CROSS, Scene.HEDGED)) {
            for (Api api : List.of(Api.CHAT, Api.MESSAGES, Api.RESPONSES)) {
                mix.add(new Load(api, false, pool, false));
                mix.add(new Load(api, true, pool, false));
                mix.add(new Load(api, true, pool, false));
                mix.add(new Load(api, true, pool, true));
            }
            mix.add(new Load(Api.CHAT, false, pool, true));
        }
        mix.add(new Load(Api.CHAT, false, Scene.ALONE, false));
        mix.add(new Load(Api.CHAT, true, Scene.ALONE, false));
        mix.add(new Load(Api.MESSAGES, true, Scene.ALONE, false));
        mix.add(new Load(Api.EMBEDDINGS, false, Scene.CHAT, false));
        return List.copyOf(mix);
    }

    @Override
    public String toString() {
        return api.path() + (streamed ? " stream" : "") + " on " + pool;
    }
}
